package dev.sallyport.generator;

import java.util.List;
import java.util.stream.Collectors;

/// The builder nested in a record: a setter per member, and a second one where the value may come
/// as an `Optional`.
final class BuilderWriter {
    private final String structure;
    private final List<Component> components;

    BuilderWriter(String structure, List<Component> components) {
        this.structure = structure;
        this.components = components;
    }

    String write() {
        return """
            public static Builder builder() {
                return new Builder();
            }

            /// Collects the members of a `%s`.
            public static final class Builder {
        %s
                private Builder() {}

        %s        public %s build() {
                    return new %s(%s);
                }
            }
        """
                .formatted(
                        structure,
                        each(BuilderWriter::field),
                        each(BuilderWriter::setters),
                        structure,
                        structure,
                        components.stream()
                                .map(BuilderWriter::argument)
                                .collect(Collectors.joining(", ")));
    }

    private String each(java.util.function.Function<Component, String> text) {
        return components.stream().map(text).collect(Collectors.joining());
    }

    private static String field(Component c) {
        return switch (c.kind()) {
            case REQUIRED -> "        private @Nullable %s %s;\n".formatted(c.boxed(), c.name());
            case OPTIONAL ->
                    "        private %s %s = Optional.empty();\n".formatted(c.type(), c.name());
            case LIST -> "        private %s %s = List.of();\n".formatted(c.type(), c.name());
            case MAP -> "        private %s %s = Map.of();\n".formatted(c.type(), c.name());
        };
    }

    private static String setters(Component c) {
        if (c.kind() != Component.Kind.OPTIONAL) {
            return setter(c.name(), c.plain(), "value");
        }
        return setter(c.name(), c.plain(), "Optional.of(value)")
                + setter(c.name(), c.type(), "value");
    }

    private static String setter(String name, String type, String value) {
        return """
                public Builder %s(%s value) {
                    this.%s = %s;
                    return this;
                }

        """
                .formatted(name, type, name, value);
    }

    private static String argument(Component c) {
        return c.kind() == Component.Kind.REQUIRED
                ? "Objects.requireNonNull(%s, \"%s\")".formatted(c.name(), c.name())
                : c.name();
    }
}
