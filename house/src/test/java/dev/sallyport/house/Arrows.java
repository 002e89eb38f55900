package dev.sallyport.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares the arrows drawn in the byte code with those that were agreed on.
final class Arrows {
    private Arrows() {}

    /// Each arrow between two rooms, with one place that draws it.
    static Map<String, String> drawn(JavaClasses classes) {
        Map<String, String> arrows = new TreeMap<>();
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (Rooms.isOurs(to) && !Rooms.of(from).equals(Rooms.of(to))) {
                    arrows.putIfAbsent(
                            Rooms.of(from) + " -> " + Rooms.of(to), dependency.getDescription());
                }
            }
        }
        return arrows;
    }

    /// @param agreed the lines of the arrows file
    static List<String> faults(List<String> agreed, Map<String, String> drawn) {
        List<String> lines =
                agreed.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        List<String> faults = new ArrayList<>();
        drawn.forEach((arrow, place) -> {
            if (!lines.contains(arrow)) {
                faults.add(
                        "new arrow:   "
                                + arrow
                                + "\n    drawn by "
                                + place
                                + "\n    Add this line to house/arrows.txt if the design wants"
                                + " it; else take the dependency out.");
            }
        });
        lines.stream()
                .filter(line -> !drawn.containsKey(line))
                .map(line -> "stale arrow: " + line + "\n    Nothing draws it: remove the line.")
                .forEach(faults::add);
        if (!lines.equals(lines.stream().sorted().distinct().toList())) {
            faults.add("house/arrows.txt: not sorted, or a line is there twice");
        }
        return faults;
    }
}
