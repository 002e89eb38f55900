package dev.sallyport.generator;

/// Shapes to Java types, and the expressions that read and write them.
final class Types {
    private final Model model;

    Types(Model model) {
        this.model = model;
    }

    boolean isCollection(String shape) {
        return isMap(shape) || model.type(shape).equals("list");
    }

    boolean isMap(String shape) {
        return model.type(shape).equals("map");
    }

    String boxed(String shape) {
        return switch (model.type(shape)) {
            case "structure" -> shape;
            case "list" -> "List<" + boxed(model.part(shape, "member")) + ">";
            case "map" ->
                    "Map<%s, %s>"
                            .formatted(
                                    boxed(model.part(shape, "key")),
                                    boxed(model.part(shape, "value")));
            case "string" -> "String";
            case "integer" -> "Integer";
            case "long" -> "Long";
            case "float", "double" -> "Double";
            case "boolean" -> "Boolean";
            case "timestamp" -> "Instant";
            case "blob" -> "Bytes";
            default -> throw unknown(shape);
        };
    }

    String plain(String shape) {
        return switch (model.type(shape)) {
            case "integer" -> "int";
            case "long" -> "long";
            case "float", "double" -> "double";
            case "boolean" -> "boolean";
            default -> boxed(shape);
        };
    }

    /// A `Function<Object, T>` from the tree's value. Lambdas inside lambdas need other names,
    /// hence the depth.
    String reader(String shape, int depth) {
        String in = "v" + depth;
        return switch (model.type(shape)) {
            case "structure" -> "%s -> %s.of(Members.tree(%s))".formatted(in, shape, in);
            case "list" ->
                    "%s -> Members.items(%s, %s)"
                            .formatted(in, in, reader(model.part(shape, "member"), depth + 1));
            case "map" ->
                    "%s -> Members.entries(%s, %s)"
                            .formatted(in, in, reader(model.part(shape, "value"), depth + 1));
            case "string" -> "Members::text";
            case "integer" -> "Members::integer";
            case "long" -> "Members::number";
            case "float", "double" -> "Members::decimal";
            case "boolean" -> "Members::flag";
            case "timestamp" -> "Members::instant";
            case "blob" -> "Members::bytes";
            default -> throw unknown(shape);
        };
    }

    /// An expression for the tree's value of `name`.
    String write(String shape, String name) {
        return switch (model.type(shape)) {
            case "structure" -> name + ".toMap()";
            case "list" -> {
                String item = name + "Item";
                yield "Members.list(%s, %s -> %s)"
                        .formatted(name, item, write(model.part(shape, "member"), item));
            }
            case "map" -> {
                String entry = name + "Value";
                yield "Members.map(%s, %s -> %s)"
                        .formatted(name, entry, write(model.part(shape, "value"), entry));
            }
            case "integer" -> "(long) " + name;
            default -> name;
        };
    }

    private IllegalArgumentException unknown(String shape) {
        return new IllegalArgumentException(
                "shape %s: type %s (expected: one of C2J)".formatted(shape, model.type(shape)));
    }
}
