package dev.sallyport.server.documents;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Document text to trees and back.
final class ContentCodec {
    // Documents are flat; whoever nests deeper wants to exhaust the stack.
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(60).build();
    private static final JsonMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();
    private static final YAMLMapper YAML =
            YAMLMapper.builder(YAMLFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build();

    private ContentCodec() {}

    /// @throws DocumentFault when the text is not an object of that format
    static ObjectNode read(DocumentFormat format, String content) {
        return switch (format) {
            case JSON -> read(JSON, "JSON", content);
            case YAML -> read(YAML, "YAML", content);
            // YAML 1.2 holds JSON, but Jackson's errors for JSON are the clearer ones.
            case TEXT ->
                    content.stripLeading().startsWith("{")
                            ? read(JSON, "JSON", content)
                            : read(YAML, "YAML", content);
        };
    }

    /// Reads JSON this room has written or shipped itself.
    static ObjectNode readJson(String content) {
        return read(DocumentFormat.JSON, content);
    }

    static String write(DocumentFormat format, JsonNode tree) {
        return switch (format) {
            case JSON, TEXT -> JSON.writer().with(printer()).writeValueAsString(tree);
            case YAML -> YAML.writeValueAsString(tree);
        };
    }

    /// JSON on one line, for agents and the store.
    static String writeCompact(JsonNode tree) {
        return JSON.writeValueAsString(tree);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static ObjectNode read(ObjectMapper mapper, String format, String content) {
        JsonNode tree;
        try {
            tree = mapper.readTree(content);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where =
                    at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new DocumentFault(
                    DocumentFault.Code.INVALID_CONTENT,
                    "Content is not valid " + format + where + ".");
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new DocumentFault(
                DocumentFault.Code.INVALID_CONTENT, "Content is not a " + format + " object.");
    }

    private static DefaultPrettyPrinter printer() {
        var lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }
}
