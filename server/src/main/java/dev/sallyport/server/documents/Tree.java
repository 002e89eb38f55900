package dev.sallyport.server.documents;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads members of a document's tree by the type they must have; faults name the member.
///
/// `path` is what a message calls this tree: `inputs`, `properties.linux`, or empty at the top.
record Tree(String path, ObjectNode node) {
    static final String EXPRESSION = "{{";

    static DocumentFault invalid(String message) {
        return new DocumentFault(DocumentFault.Code.INVALID_CONTENT, message);
    }

    String name(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    Optional<JsonNode> find(String member) {
        return Optional.ofNullable(node.get(member)).filter(value -> !value.isNull());
    }

    void refuseOthersThan(Set<String> known) {
        for (String member : node.propertyNames()) {
            if (!known.contains(member)) {
                throw invalid(
                        name(member)
                                + ": unknown (expected one of: "
                                + String.join(", ", new TreeSet<>(known))
                                + ")");
            }
        }
    }

    /// The stock agent's parser takes `HOST` for `host`, and the last of the two: what is judged
    /// would not be what is done.
    void refuseOtherCase(Set<String> known) {
        for (String member : node.propertyNames()) {
            if (!known.contains(member) && known.stream().anyMatch(member::equalsIgnoreCase)) {
                throw invalid(name(member) + ": wrong case");
            }
        }
    }

    /// A map inside this one.
    Optional<Tree> map(String member) {
        return find(member)
                .map(value -> {
                    if (value instanceof ObjectNode object) {
                        return new Tree(name(member), object);
                    }
                    throw invalid(name(member) + ": not a map");
                });
    }

    Optional<String> text(String member) {
        return find(member)
                .map(value -> {
                    if (value.isString()) {
                        return value.asString();
                    }
                    throw invalid(name(member) + ": not a string");
                });
    }

    String requiredText(String member) {
        return text(member).orElseThrow(() -> invalid(name(member) + ": missing"));
    }

    void texts(Collection<String> members) {
        members.forEach(this::text);
    }

    /// True, false, or one of them as a text; empty text is false. An expression is not looked at.
    boolean flag(String member) {
        return find(member).map(value -> flag(member, value)).orElse(false);
    }

    private boolean flag(String member, JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        String text = value.isString() ? value.asString() : "?";
        if (text.isEmpty() || text.equals("false") || text.contains(EXPRESSION)) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw invalid(name(member) + ": " + value + " (expected: true or false)");
    }

    /// A JSON boolean: agents lose the whole message over a text here.
    void bool(String member) {
        find(member)
                .filter(value -> !value.isBoolean())
                .ifPresent(value -> {
                    throw invalid(name(member) + ": " + value + " (expected: true or false)");
                });
    }

    /// Minutes as a text, `"1"` to `"longest"`; an empty text is none, an expression is not looked
    /// at.
    Optional<Integer> minutes(String member, int longest) {
        return text(member)
                .filter(text -> !text.isEmpty() && !text.contains(EXPRESSION))
                .map(text -> minutes(member, text, longest));
    }

    private int minutes(String member, String text, int longest) {
        boolean digits = text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int minutes = digits ? Integer.parseInt(text) : 0;
        if (minutes < 1 || minutes > longest) {
            throw invalid(
                    name(member)
                            + ": \""
                            + text
                            + "\" (expected: minutes, \"1\" to \""
                            + longest
                            + "\")");
        }
        return minutes;
    }
}
