package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How error texts quote a value.
final class Shown {
    private static final int MAX_LENGTH = 1024;
    private static final String HIDDEN = "***";

    private Shown() {}

    /// Nothing for sensitive values and blobs: AWS leaves those out of its texts.
    static Optional<String> of(Member member, Object value) {
        if (member.sensitive() || value instanceof Bytes) {
            return Optional.empty();
        }
        String text = text(member, value);
        return Optional.of(
                text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text);
    }

    private static String text(Member member, Object value) {
        if (member.sensitive() || value instanceof Bytes) {
            return HIDDEN;
        }
        return switch (member.shape()) {
            case Shape.ListOf list ->
                    ((List<?>) value)
                            .stream()
                                    .map(item -> text(list.member(), item))
                                    .collect(Collectors.joining(", ", "[", "]"));
            case Shape.MapOf map ->
                    ((Map<?, ?>) value)
                            .entrySet().stream()
                                    .map(entry ->
                                            text(map.key(), entry.getKey())
                                                    + "="
                                                    + text(map.value(), entry.getValue()))
                                    .collect(Collectors.joining(", ", "{", "}"));
            case Shape.Structure structure -> structure(structure, (Map<?, ?>) value);
            case Shape _ -> value.toString();
        };
    }

    private static String structure(Shape.Structure shape, Map<?, ?> tree) {
        return shape.members().values().stream()
                .filter(member -> tree.containsKey(member.name()))
                .map(member ->
                        member.name()
                                + "="
                                + Optional.ofNullable(tree.get(member.name()))
                                        .map(value -> text(member, value))
                                        .orElse("null"))
                .collect(Collectors.joining(", ", shape.name() + "(", ")"));
    }
}
