package dev.sallyport.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every room has a plate at its door that says what belongs there.
final class NamePlates {
    private static final List<String> MUST_SAY =
            List.of(
                    "/// ## Belongs here",
                    "/// ## Does not belong here",
                    "/// ## Invariants",
                    "@NullMarked");
    private static final int FEWEST_LINES = 10;

    private NamePlates() {}

    static List<String> faults(List<SourceFile> sources) {
        Map<String, String> plates = new TreeMap<>();
        for (SourceFile source : sources) {
            boolean isPlate = source.simpleName().equals("package-info.java");
            plates.merge(source.folder(), isPlate ? source.text() : "", String::concat);
        }
        List<String> faults = new ArrayList<>();
        plates.forEach((folder, plate) -> {
            if (plate.isEmpty()) {
                faults.add(folder + ": has no package-info.java");
                return;
            }
            MUST_SAY.stream()
                    .filter(part -> plate.lines().noneMatch(part::equals))
                    .forEach(part ->
                            faults.add(folder + "/package-info.java: lacks '" + part + "'"));
            if (plate.lines().count() < FEWEST_LINES) {
                faults.add(folder + "/package-info.java: says nothing");
            }
        });
        return faults;
    }
}
