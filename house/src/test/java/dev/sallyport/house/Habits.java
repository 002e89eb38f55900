package dev.sallyport.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Calls nobody makes, names nobody gives, classes nobody may extend.
final class Habits {
    private static final Pattern BANNED_NAME =
            Pattern.compile(
                    ".*(Manager|Helper|Util|Utils|Impl|Data|Info|Common|Misc)|Abstract.*|I[A-Z][a-z].*");

    // Rooms whose work is to write to the terminal. A Main may everywhere.
    private static final List<String> TERMINAL_ROOMS = List.of("cli", "agent");

    private Habits() {}

    static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        surroundings(rules);
        manners(rules);
        return rules;
    }

    private static void surroundings(Map<String, ArchRule> rules) {
        rules.put(
                "time is handed in",
                banned(
                        Habits::readsAClock,
                        Never::putsTogether,
                        "a test must be able to say what time it is: take an InstantSource, or a"
                                + " LongSupplier of nanoseconds"));
        rules.put(
                "nobody sleeps",
                banned(
                        access -> isCall(access, "java.lang.Thread", "sleep"),
                        Never::putsTogether,
                        "wait for what you are waiting for, or have the pause handed in"));
        rules.put(
                "randomness is handed in",
                banned(
                        Habits::makesChance,
                        Never::putsTogether,
                        "what must not be guessed comes from the SecureRandom handed in"));
    }

    private static void manners(Map<String, ArchRule> rules) {
        rules.put(
                "stack traces are logged, not printed",
                banned(
                        access -> access.getTarget().getName().equals("printStackTrace"),
                        Habits::mayUseTheTerminal,
                        "operators read one log"));
        rules.put(
                "only programs write to the terminal",
                banned(
                        Habits::usesTheTerminal,
                        Habits::mayUseTheTerminal,
                        "a room that prints cannot be used by another"));
        rules.put(
                "an Optional is not forced open",
                banned(
                        access -> isCall(access, "java.util.Optional", "get"),
                        _ -> false,
                        "orElseThrow says what is meant"));
        rules.put("classes are final or sealed", finalOrSealed());
        rules.put("names say what a class is", saysWhatItIs());
    }

    private static boolean readsAClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return (owner.startsWith("java.time.") && name.equals("now"))
                || isCall(access, "java.lang.System", "currentTimeMillis")
                || isCall(access, "java.lang.System", "nanoTime")
                || (owner.equals("java.time.Clock") && name.startsWith("system"))
                || (owner.equals("java.time.InstantSource") && name.equals("system"));
    }

    private static boolean makesChance(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean makes =
                name.equals("<init>")
                        && List.of("java.util.Random", "java.security.SecureRandom")
                                .contains(owner);
        return makes
                || isCall(access, "java.lang.Math", "random")
                || isCall(access, "java.util.UUID", "randomUUID")
                || owner.equals("java.util.concurrent.ThreadLocalRandom");
    }

    private static boolean usesTheTerminal(JavaAccess<?> access) {
        return access.getTargetOwner().getName().equals("java.lang.System")
                && List.of("out", "err").contains(access.getTarget().getName());
    }

    private static boolean mayUseTheTerminal(JavaClass javaClass) {
        String room = Rooms.of(javaClass);
        return Never.putsTogether(javaClass)
                || TERMINAL_ROOMS.stream()
                        .anyMatch(allowed -> (room + ".").startsWith(allowed + "."));
    }

    private static boolean isCall(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getTarget().getName().equals(name);
    }

    private static ArchRule banned(
            Predicate<JavaAccess<?>> fault, Predicate<JavaClass> allowed, String reason) {
        return noClasses()
                .that(DescribedPredicate.describe("are not exempt", allowed.negate()))
                .should(make(fault))
                .because(reason);
    }

    private static ArchCondition<JavaClass> make(Predicate<JavaAccess<?>> fault) {
        return new ArchCondition<>("do it") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                javaClass.getAccessesFromSelf().stream()
                        .filter(fault)
                        .forEach(access ->
                                events.add(
                                        SimpleConditionEvent.satisfied(
                                                access, access.getDescription())));
            }
        };
    }

    private static ArchRule finalOrSealed() {
        return classes()
                .that(DescribedPredicate.not(Rooms.GENERATED_CLASSES))
                .should(satisfy("be final", Habits::isFinalOrSealed))
                .because("nobody has thought about what a subclass may change");
    }

    private static boolean isFinalOrSealed(JavaClass javaClass) {
        return javaClass.isInterface()
                || javaClass.isEnum()
                || javaClass.isAnonymousClass()
                || javaClass.getSimpleName().equals("package-info")
                || javaClass.getModifiers().contains(JavaModifier.FINAL)
                || javaClass.getModifiers().contains(JavaModifier.ABSTRACT)
                || javaClass.reflect().isSealed();
    }

    private static ArchRule saysWhatItIs() {
        return classes()
                .that(DescribedPredicate.not(Rooms.GENERATED_CLASSES))
                .should(
                        satisfy(
                                "have a name of its own",
                                javaClass ->
                                        !BANNED_NAME.matcher(javaClass.getSimpleName()).matches()))
                .because("what is called a helper or a manager has no one thing to do");
    }

    private static ArchCondition<JavaClass> satisfy(String what, Predicate<JavaClass> good) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean satisfied = good.test(javaClass);
                events.add(
                        new SimpleConditionEvent(
                                javaClass,
                                satisfied,
                                javaClass.getName() + (satisfied ? ": " : ": should ") + what));
            }
        };
    }
}
