package dev.sallyport.server.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts parameter values where a document says `{{ name }}`, by the agent's rules.
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9]+)\\s*\\}\\}");

    private Interpolation() {}

    /// A copy of `tree` with every reference to one of `values` replaced once: what a value holds
    /// is never looked at again. References to other names stay as they are.
    static JsonNode apply(JsonNode tree, ObjectNode values) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode copy = ContentCodec.object();
                for (var entry : object.properties()) {
                    copy.set(entry.getKey(), apply(entry.getValue(), values));
                }
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = ContentCodec.object().putArray("copy");
                array.forEach(item -> copy.add(apply(item, values)));
                yield copy;
            }
            default -> tree.isString() ? apply(tree, tree.asString(), values) : tree;
        };
    }

    private static JsonNode apply(JsonNode original, String text, ObjectNode values) {
        Matcher whole = REFERENCE.matcher(text);
        if (whole.matches() && values.has(whole.group(1))) {
            return values.path(whole.group(1));
        }
        String pasted =
                whole.reset().replaceAll(found -> pasted(found.group(1), found.group(), values));
        return pasted.equals(text)
                ? original
                : ContentCodec.object().put("text", pasted).path("text");
    }

    private static String pasted(String name, String reference, ObjectNode values) {
        JsonNode value = values.get(name);
        if (value == null) {
            return Matcher.quoteReplacement(reference);
        }
        String text = value.isString() ? value.asString() : ContentCodec.writeCompact(value);
        // The agent's own replacement reads "$$" as one dollar.
        return Matcher.quoteReplacement(text.replace("$$", "$"));
    }
}
