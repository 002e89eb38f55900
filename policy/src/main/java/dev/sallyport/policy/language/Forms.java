package dev.sallyport.policy.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The forms an element's value may have.
final class Forms {
    private Forms() {}

    static Json.Text text(Json value, String name) throws Fault {
        if (value instanceof Json.Text text) {
            return text;
        }
        throw Fault.syntax(value.at(), name + " must be a text in double quotes");
    }

    /// One text or a list of them.
    static List<Json.Text> texts(Json value, String name) throws Fault {
        List<Json.Text> texts = new ArrayList<>();
        for (Json item : items(value)) {
            if (!(item instanceof Json.Text text)) {
                throw Fault.syntax(item.at(), name + " must be a text, or a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    static List<Principals.Name> names(Json value) throws Fault {
        if (value instanceof Json.Text text && text.text().equals("*")) {
            return List.of(new Principals.Name(Principals.Type.ANYONE, "*"));
        }
        if (!(value instanceof Json.Struct struct)) {
            throw Fault.syntax(
                    value.at(), "a principal is \"*\" or an object such as { \"AWS\": \"...\" }");
        }
        List<Principals.Name> names = new ArrayList<>();
        for (Json.Member member : struct.members()) {
            Principals.Type type = type(member);
            for (Json.Text text : texts(member.value(), member.name())) {
                names.add(new Principals.Name(type, text.text()));
            }
        }
        if (names.isEmpty()) {
            throw Fault.syntax(value.at(), "name at least one principal");
        }
        return names;
    }

    private static Principals.Type type(Json.Member member) throws Fault {
        for (Principals.Type type : Principals.Type.values()) {
            if (type != Principals.Type.ANYONE && type.written().equals(member.name())) {
                return type;
            }
        }
        throw Fault.syntax(
                member.at(),
                Fault.quote(member.name())
                        + " is no kind of principal (expected: AWS, Service, Federated,"
                        + " CanonicalUser)");
    }

    static List<Condition> conditions(Optional<Json> element) throws Fault {
        List<Condition> conditions = new ArrayList<>();
        if (element.isEmpty()) {
            return conditions;
        }
        for (Json.Member member : struct(element.orElseThrow(), "Condition").members()) {
            Operator operator =
                    Operator.find(member.name())
                            .orElseThrow(() ->
                                    Fault.syntax(
                                            member.at(),
                                            Fault.quote(member.name()) + " is no operator"));
            for (Json.Member key : struct(member.value(), member.name()).members()) {
                conditions.add(new Condition(operator, key.name(), values(key.value()), key.at()));
            }
        }
        return conditions;
    }

    private static Json.Struct struct(Json value, String name) throws Fault {
        if (value instanceof Json.Struct struct) {
            return struct;
        }
        throw Fault.syntax(value.at(), name + " must be an object: { \"key\": \"value\" }");
    }

    private static List<String> values(Json value) throws Fault {
        List<String> values = new ArrayList<>();
        for (Json item : items(value)) {
            values.add(
                    switch (item) {
                        case Json.Text text -> text.text();
                        case Json.Bare bare -> bare.text();
                        case Json.Struct _, Json.Array _, Json.Null _ ->
                                throw Fault.syntax(
                                        item.at(), "a value is a text, a number or a boolean");
                    });
        }
        return values;
    }

    private static List<Json> items(Json value) {
        return value instanceof Json.Array array ? array.items() : List.of(value);
    }
}
