package dev.sallyport.generator;

/// One member of a structure, as the record and its builder spell it.
record Component(Kind kind, String member, String name, String shape, String plain, String boxed) {
    enum Kind {
        REQUIRED,
        OPTIONAL,
        LIST,
        MAP
    }

    static Component of(Model model, Types types, String structure, String member) {
        String shape = model.shape(structure).path("members").path(member).path("shape").asString();
        Kind kind = Kind.OPTIONAL;
        if (types.isCollection(shape)) {
            kind = types.isMap(shape) ? Kind.MAP : Kind.LIST;
        } else if (model.isRequired(structure, member)) {
            kind = Kind.REQUIRED;
        }
        return new Component(
                kind,
                member,
                Names.component(member),
                shape,
                types.plain(shape),
                types.boxed(shape));
    }

    String type() {
        return kind == Kind.OPTIONAL ? "Optional<" + boxed + ">" : plain;
    }
}
