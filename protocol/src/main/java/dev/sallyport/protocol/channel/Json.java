package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON with the habits of Go's encoder and decoder, within bounds.
final class Json {
    /// Far above any message seen (documents are at most 64 KiB, twice encoded).
    private static final int MAX_SIZE = 1 << 20;

    private static final int MAX_DEPTH = 64;
    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    private static JsonMapper mapper() {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(MAX_DEPTH)
                                        .maxDocumentLength(MAX_SIZE)
                                        .maxStringLength(MAX_SIZE)
                                        .maxNameLength(1000)
                                        .maxNumberLength(100)
                                        .maxTokenCount(MAX_SIZE / 8)
                                        .build())
                        .characterEscapes(new GoEscapes())
                        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                        .build();
        return JsonMapper.builder(factory).build();
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static Bytes encode(ObjectNode object) {
        return Bytes.ofUtf8(text(object));
    }

    static String text(ObjectNode object) {
        return MAPPER.writeValueAsString(object);
    }

    static ObjectNode parse(Bytes text) throws MalformedMessageException {
        if (text.size() > MAX_SIZE) {
            throw new MalformedMessageException("JSON: " + text.size() + " bytes (too many)");
        }
        try {
            if (MAPPER.readTree(text.toArray()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // The cause quotes its input, which may hold a token: only its kind is kept.
            throw new MalformedMessageException("JSON: " + e.getClass().getSimpleName());
        }
        throw new MalformedMessageException("JSON: not an object");
    }

    /// The value under `name` in any case, or a JSON null.
    static JsonNode get(JsonNode object, String name) {
        @Nullable JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return MAPPER.nullNode();
    }

    /// The text under `name`; empty if there is none, as in Go.
    static String text(JsonNode object, String name) throws MalformedMessageException {
        JsonNode value = get(object, name);
        if (value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw new MalformedMessageException(name + ": not a string");
        }
        return value.asString();
    }

    static String requiredText(JsonNode object, String name) throws MalformedMessageException {
        String value = text(object, name);
        if (value.isEmpty()) {
            throw new MalformedMessageException(name + ": missing");
        }
        return value;
    }

    static OptionalLong number(JsonNode object, String name) throws MalformedMessageException {
        JsonNode value = get(object, name);
        if (value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MalformedMessageException(name + ": not a whole number");
        }
        return OptionalLong.of(value.asLong());
    }

    static UUID uuid(JsonNode object, String name) throws MalformedMessageException {
        String value = requiredText(object, name);
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(name + ": not a UUID");
        }
    }

    static ObjectNode objectOrEmpty(JsonNode object, String name) throws MalformedMessageException {
        JsonNode value = get(object, name);
        if (value instanceof ObjectNode found) {
            return found;
        }
        if (value.isNull()) {
            return object();
        }
        throw new MalformedMessageException(name + ": not an object");
    }

    /// Go makes JSON safe for HTML and JavaScript by default.
    private static final class GoEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            for (char c : new char[] {'<', '>', '&', '\b', '\f'}) {
                codes[c] = ESCAPE_CUSTOM;
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return switch (c) {
                case '<', '>', '&', '\b', '\f', 0x2028, 0x2029 ->
                        new SerializedString("\\u%04x".formatted(c));
                default -> null;
            };
        }
    }
}
