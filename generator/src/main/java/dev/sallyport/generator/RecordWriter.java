package dev.sallyport.generator;

import java.util.List;
import java.util.stream.Collectors;

/// One structure as a record with its builder and its way from and to a tree.
final class RecordWriter {
    private final String home;
    private final String structure;
    private final Model model;
    private final Types types;
    private final List<Component> components;

    RecordWriter(String home, String structure, Model model) {
        this.home = home;
        this.structure = structure;
        this.model = model;
        this.types = new Types(model);
        this.components =
                model.shape(structure).path("members").propertyNames().stream()
                        .map(member -> Component.of(model, types, structure, member))
                        .toList();
    }

    String write() {
        return """
        package %s;

        import dev.sallyport.protocol.Bytes;
        import dev.sallyport.server.api.Members;
        import java.time.Instant;
        import java.util.LinkedHashMap;
        import java.util.List;
        import java.util.Map;
        import java.util.Objects;
        import java.util.Optional;
        import org.jspecify.annotations.Nullable;

        /// `%s` of the service model. Generated.
        public record %s(%s) {
        %s%s%s%s%s}
        """
                .formatted(
                        home,
                        structure,
                        structure,
                        joined(c -> c.type() + " " + c.name(), ", "),
                        copies(),
                        reader(),
                        writer(),
                        printer(),
                        new BuilderWriter(structure, components).write());
    }

    private String joined(java.util.function.Function<Component, String> text, String between) {
        return components.stream().map(text).collect(Collectors.joining(between));
    }

    private String copies() {
        String copies =
                components.stream()
                        .filter(c -> c.kind() == Component.Kind.LIST || isMap(c))
                        .map(c ->
                                isMap(c)
                                        ? "        %s = Members.copy(%s);\n"
                                                .formatted(c.name(), c.name())
                                        : "        %s = List.copyOf(%s);\n"
                                                .formatted(c.name(), c.name()))
                        .collect(Collectors.joining());
        return copies.isEmpty() ? "" : "    public %s {\n%s    }\n\n".formatted(structure, copies);
    }

    private static boolean isMap(Component component) {
        return component.kind() == Component.Kind.MAP;
    }

    private String reader() {
        return """
            public static %s of(Map<String, Object> tree) {
                return new %s(%s);
            }

        """
                .indent(0)
                .formatted(structure, structure, joined(c -> "\n                " + read(c), ","));
    }

    private String read(Component component) {
        String method =
                switch (component.kind()) {
                    case REQUIRED -> "get";
                    case OPTIONAL -> "find";
                    case LIST -> "items";
                    case MAP -> "entries";
                };
        String part =
                switch (component.kind()) {
                    case REQUIRED, OPTIONAL -> component.shape();
                    case LIST -> model.part(component.shape(), "member");
                    case MAP -> model.part(component.shape(), "value");
                };
        return "Members.%s(tree, \"%s\", %s)"
                .formatted(method, component.member(), types.reader(part, 0));
    }

    private String writer() {
        return """
            public Map<String, Object> toMap() {
                Map<String, Object> tree = new LinkedHashMap<>();
        %s        return tree;
            }

        """
                .formatted(joined(this::put, ""));
    }

    private String put(Component component) {
        String name = component.name();
        String key = component.member();
        if (component.kind() == Component.Kind.OPTIONAL) {
            return "        %s.ifPresent(v -> tree.put(\"%s\", %s));\n"
                    .formatted(name, key, types.write(component.shape(), "v"));
        }
        String put = "tree.put(\"%s\", %s);\n".formatted(key, types.write(component.shape(), name));
        boolean omitEmpty =
                model.shape(structure).path("members").path(key).path("omitEmpty").asBoolean(false);
        return "        " + (omitEmpty ? "if (!" + name + ".isEmpty()) " : "") + put;
    }

    /// Only where a member is sensitive; records print well by themselves.
    private String printer() {
        if (components.stream().noneMatch(c -> model.isSensitive(c.shape()))) {
            return "";
        }
        String parts =
                joined(
                        c ->
                                model.isSensitive(c.shape())
                                        ? "\"%s=***\"".formatted(c.name())
                                        : "\"%s=\" + %s".formatted(c.name(), c.name()),
                        "\n                + \", \" + ");
        return """
            @Override
            public String toString() {
                return "%s["
                        + %s
                        + "]";
            }

        """
                .formatted(structure, parts);
    }
}
