package dev.sallyport.policy.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Text to {@link Json}, within bounds.
final class JsonReader {
    /// The longest document IAM's model takes.
    static final int MAX_SIZE = 131_072;

    /// Twice what a policy needs: object, statements, statement, condition, operator, values.
    private static final int MAX_DEPTH = 12;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxDocumentLength(MAX_SIZE)
                                    .maxStringLength(MAX_SIZE)
                                    .maxNameLength(MAX_SIZE)
                                    .maxNumberLength(100)
                                    .build())
                    .build();

    private JsonReader() {}

    static Json read(String text) throws Fault {
        if (text.length() > MAX_SIZE) {
            throw Fault.syntax(
                    Position.START,
                    "the policy has "
                            + text.length()
                            + " characters (expected: at most "
                            + MAX_SIZE
                            + ")");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw Fault.syntax(Position.START, "the policy is empty");
            }
            Json value = value(parser);
            if (parser.nextToken() != null) {
                throw Fault.syntax(here(parser), "remove what follows the policy's closing brace");
            }
            return value;
        } catch (JacksonException e) {
            throw BrokenJson.name(text, e);
        }
    }

    private static Json value(JsonParser parser) throws Fault {
        Position at = here(parser);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> struct(parser, at);
            case START_ARRAY -> array(parser, at);
            case VALUE_STRING -> new Json.Text(parser.getString(), at);
            case VALUE_NULL -> new Json.Null(at);
            case VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Json.Bare(parser.getString(), at);
            case END_ARRAY, END_OBJECT, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw Fault.syntax(at, "a value is expected here");
        };
    }

    private static Json struct(JsonParser parser, Position at) throws Fault {
        List<Json.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Position place = here(parser);
            if (!names.add(name)) {
                throw Fault.syntax(
                        place,
                        Fault.quote(name) + " is there twice: keep one, with all its values");
            }
            parser.nextToken();
            members.add(new Json.Member(name, place, value(parser)));
        }
        Position end = here(parser);
        return new Json.Struct(members, at, new Position(end.line(), end.column() + 1));
    }

    private static Json array(JsonParser parser, Position at) throws Fault {
        List<Json> items = new ArrayList<>();
        @Nullable JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            items.add(value(parser));
            token = parser.nextToken();
        }
        return new Json.Array(items, at);
    }

    private static Position here(JsonParser parser) {
        TokenStreamLocation location = parser.currentTokenLocation();
        return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
