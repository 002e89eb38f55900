package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One case of the Smithy protocol tests, in botocore's form, with the model it comes with.
record ProtocolVector(String id, ServiceModel service, String operation, JsonNode json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// `side` is `input` or `output`.
    static List<ProtocolVector> load(String side, String protocol) {
        List<ProtocolVector> vectors = new ArrayList<>();
        for (JsonNode group : read("/protocols/" + side + "/" + protocol + ".json")) {
            for (JsonNode one : group.path("cases")) {
                String operation = one.path("given").path("name").asString();
                vectors.add(
                        new ProtocolVector(
                                one.path("id").asString(),
                                model(group, one.path("given")),
                                operation,
                                one));
            }
        }
        return vectors;
    }

    private static ServiceModel model(JsonNode group, JsonNode given) {
        ObjectNode model = JSON.createObjectNode();
        model.set("metadata", group.path("metadata"));
        model.set("shapes", group.path("shapes"));
        ObjectNode operation = ((ObjectNode) given).deepCopy();
        // The tests leave out what real models of this protocol say of every operation.
        if (operation.path("output") instanceof ObjectNode output && !output.has("resultWrapper")) {
            output.put("resultWrapper", given.path("name").asString() + "Result");
        }
        model.putObject("operations").set(given.path("name").asString(), operation);
        return ServiceModel.parse(Bytes.wrap(JSON.writeValueAsBytes(model)));
    }

    static JsonNode read(String resource) {
        try (InputStream in =
                Objects.requireNonNull(ProtocolVector.class.getResourceAsStream(resource))) {
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    OperationModel operationModel() {
        return service.operation(operation).orElseThrow();
    }

    /// The vector's values as the tree a codec makes of them. Blobs are plain text in the vectors.
    static Map<String, Object> tree(Shape.Structure shape, JsonNode json) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Member member : shape.members().values()) {
            JsonNode value = json.path(member.name());
            if (!value.isMissingNode() && !value.isNull()) {
                tree.put(member.name(), value(member.shape(), value));
            }
        }
        return tree;
    }

    private static Object value(Shape shape, JsonNode json) {
        return switch (shape) {
            case Shape.Structure structure -> tree(structure, json);
            case Shape.ListOf list ->
                    json.valueStream().map(item -> value(list.member().shape(), item)).toList();
            case Shape.MapOf map -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                json.properties()
                        .forEach(e ->
                                entries.put(e.getKey(), value(map.value().shape(), e.getValue())));
                yield entries;
            }
            case Shape.Text _ -> json.asString();
            case Shape.Whole _ -> json.asLong();
            case Shape.Decimal _ ->
                    json.isString() ? Double.valueOf(json.asString()) : (Object) json.asDouble();
            case Shape.Flag _ -> json.asBoolean();
            case Shape.Moment _ ->
                    TimestampFormat.ofEpochSeconds(json.decimalValue()).orElseThrow();
            case Shape.Blob _ -> Bytes.ofUtf8(json.asString());
        };
    }
}
