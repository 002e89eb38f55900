package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// C2J JSON to a model.
final class ModelReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode root;
    private final Map<String, Shape> shapes = new HashMap<>();

    private ModelReader(JsonNode root) {
        this.root = root;
    }

    static ServiceModel read(Bytes json) {
        return new ModelReader(JSON.readTree(json.toArray())).service();
    }

    private ServiceModel service() {
        Map<String, ErrorModel> errors = new HashMap<>();
        for (var entry : root.path("shapes").properties()) {
            Shape shape = shape(entry.getKey(), entry.getValue());
            shapes.put(entry.getKey(), shape);
            if (entry.getValue().has("exception") && shape instanceof Shape.Structure structure) {
                ErrorModel error = error(entry.getValue(), structure);
                errors.put(error.code(), error);
            }
        }
        Map<String, OperationModel> operations = new HashMap<>();
        for (var entry : root.path("operations").properties()) {
            operations.put(entry.getKey(), operation(entry.getKey(), entry.getValue()));
        }
        return new ServiceModel(metadata(), operations, errors);
    }

    private ServiceModel.Metadata metadata() {
        JsonNode metadata = root.path("metadata");
        return new ServiceModel.Metadata(
                text(metadata, "signingName").or(() -> text(metadata, "endpointPrefix")).orElse(""),
                Protocol.parse(metadata.path("protocol").asString()),
                metadata.path("apiVersion").asString(""),
                text(metadata, "targetPrefix").orElse(""),
                namespace());
    }

    private String namespace() {
        JsonNode namespace = root.path("metadata").path("xmlNamespace");
        return namespace.isObject() ? namespace.path("uri").asString("") : namespace.asString("");
    }

    private OperationModel operation(String name, JsonNode json) {
        return new OperationModel(
                name,
                structure(json.path("input")),
                structure(json.path("output")),
                text(json.path("output"), "resultWrapper"),
                namespace());
    }

    /// An operation without input or output has an empty one: every caller is glad of it.
    private Shape.Structure structure(JsonNode reference) {
        return shapes.get(reference.path("shape").asString("")) instanceof Shape.Structure structure
                ? structure
                : new Shape.Structure("Unit", false, Map.of(), List.of());
    }

    private static ErrorModel error(JsonNode json, Shape.Structure structure) {
        boolean fault = json.path("fault").asBoolean(false);
        return new ErrorModel(
                text(json.path("error"), "code").orElse(structure.name()),
                json.path("error").path("httpStatusCode").asInt(fault ? 500 : 400),
                structure);
    }

    private Shape shape(String name, JsonNode json) {
        boolean sensitive = json.path("sensitive").asBoolean(false);
        Range range = range(json);
        boolean flattened = json.path("flattened").asBoolean(false);
        return switch (json.path("type").asString()) {
            case "structure" ->
                    new Shape.Structure(name, sensitive, members(json), strings(json, "required"));
            case "list" ->
                    new Shape.ListOf(name, sensitive, part(json, "member"), flattened, range);
            case "map" ->
                    new Shape.MapOf(
                            name,
                            sensitive,
                            part(json, "key"),
                            part(json, "value"),
                            flattened,
                            range);
            case "string" ->
                    new Shape.Text(
                            name,
                            sensitive,
                            range,
                            text(json, "pattern").map(Pattern::compile),
                            strings(json, "enum"));
            case "integer" -> new Shape.Whole(name, sensitive, false, range);
            case "long" -> new Shape.Whole(name, sensitive, true, range);
            case "float", "double" -> new Shape.Decimal(name, sensitive, range);
            case "boolean" -> new Shape.Flag(name, sensitive);
            case "timestamp" -> new Shape.Moment(name, sensitive, format(json));
            case "blob" -> new Shape.Blob(name, sensitive, range);
            default ->
                    throw new IllegalArgumentException(
                            "shape "
                                    + name
                                    + ": type "
                                    + json.path("type")
                                    + " (expected: of C2J)");
        };
    }

    private Map<String, Member> members(JsonNode json) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (var entry : json.path("members").properties()) {
            members.put(entry.getKey(), member(entry.getKey(), entry.getValue()));
        }
        return members;
    }

    private Member part(JsonNode json, String name) {
        return member(name, json.path(name));
    }

    private Member member(String name, JsonNode json) {
        return new Member(
                name,
                json.path("shape").asString(),
                shapes,
                new Member.Traits(
                        text(json, "locationName"),
                        text(json, "queryName"),
                        json.path("flattened").asBoolean(false),
                        format(json)));
    }

    private static Optional<TimestampFormat> format(JsonNode json) {
        return text(json, "timestampFormat").map(TimestampFormat::parse);
    }

    private static Range range(JsonNode json) {
        return new Range(bound(json.path("min")), bound(json.path("max")));
    }

    private static OptionalLong bound(JsonNode json) {
        return json.isNumber() ? OptionalLong.of(json.asLong()) : OptionalLong.empty();
    }

    private static List<String> strings(JsonNode json, String name) {
        return json.path(name).valueStream().map(JsonNode::asString).toList();
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.path(name).asStringOpt().filter(text -> !text.isEmpty());
    }
}
