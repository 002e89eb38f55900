package dev.sallyport.protocol.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checks requests against the model's constraints. Replies are never checked: some of the models'
/// patterns are wrong for what the services answer.
public final class Validation {
    /// Texts name no more faults than this, however many there are.
    private static final int MAX_VIOLATIONS = 50;

    private Validation() {}

    /// AWS's own text, or nothing when all is well.
    public static Optional<String> check(Shape.Structure shape, Map<String, Object> tree) {
        return text(violations(shape, tree));
    }

    public static Optional<String> text(List<Violation> violations) {
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%d validation error%s detected: %s"
                                .formatted(
                                        violations.size(),
                                        violations.size() == 1 ? "" : "s",
                                        violations.stream()
                                                .map(Violation::text)
                                                .collect(Collectors.joining("; "))));
    }

    public static List<Violation> violations(Shape.Structure shape, Map<String, Object> tree) {
        List<Violation> found = new ArrayList<>();
        structure(shape, tree, "", found);
        return List.copyOf(found.subList(0, Math.min(found.size(), MAX_VIOLATIONS)));
    }

    private static void structure(
            Shape.Structure shape, Map<?, ?> tree, String prefix, List<Violation> found) {
        for (Member member : shape.members().values()) {
            String path = prefix + camelCase(member.name());
            Object value = tree.get(member.name());
            if (value != null) {
                value(member, value, path, found);
            } else if (shape.required().contains(member.name())) {
                found.add(new Violation(path, true, Optional.empty(), "Member must not be null"));
            }
        }
    }

    private static void value(Member member, Object value, String path, List<Violation> found) {
        if (found.size() >= MAX_VIOLATIONS) {
            return;
        }
        for (Rule rule : Rule.of(member.shape())) {
            if (!rule.holds().test(value)) {
                found.add(new Violation(path, false, Shown.of(member, value), rule.text()));
            }
        }
        inside(member, value, path, found);
    }

    /// Scalars in a list are judged by the list's own rules; only members of structures have a
    /// path.
    private static void inside(Member member, Object value, String path, List<Violation> found) {
        switch (member.shape()) {
            case Shape.Structure shape -> structure(shape, (Map<?, ?>) value, path + ".", found);
            case Shape.ListOf list -> {
                int index = 0;
                for (Object item : (List<?>) value) {
                    index++;
                    inside(list.member(), item, path + "." + index + ".member", found);
                }
            }
            case Shape.MapOf map ->
                    ((Map<?, ?>) value)
                            .forEach((key, item) ->
                                    inside(map.value(), item, path + "." + key + ".member", found));
            case Shape _ -> {}
        }
    }

    private static String camelCase(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
