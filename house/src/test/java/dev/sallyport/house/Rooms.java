package dev.sallyport.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/// Which room a class is in. A room is a package; what the generator makes for a room belongs to
/// it.
final class Rooms {
    private static final String PREFIX = "dev.sallyport.";
    private static final String PLANTED = "dev.sallyport.house.planted.";
    private static final String GENERATED = ".model";

    /// Written by the generator from the official service models.
    static final DescribedPredicate<JavaClass> GENERATED_CLASSES =
            DescribedPredicate.describe(
                    "generated", javaClass -> javaClass.getPackageName().endsWith(GENERATED));

    private Rooms() {}

    static boolean isOurs(JavaClass javaClass) {
        return javaClass.getPackageName().startsWith(PREFIX);
    }

    static String of(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        String room = name.substring(name.startsWith(PLANTED) ? PLANTED.length() : PREFIX.length());
        return room.endsWith(GENERATED)
                ? room.substring(0, room.length() - GENERATED.length())
                : room;
    }
}
