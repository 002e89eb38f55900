package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// JSON to trees, along the shapes. Names the model does not know are skipped, as AWS does.
final class JsonDecoder {
    private JsonDecoder() {}

    static Map<String, Object> structure(Shape.Structure shape, JsonNode json, String name)
            throws MalformedRequest {
        if (!json.isObject()) {
            throw unexpected(json, "Structure", name);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Member member : shape.members().values()) {
            JsonNode value = json.path(member.wireName());
            if (!value.isMissingNode() && !value.isNull()) {
                tree.put(member.name(), value(member, value));
            }
        }
        return tree;
    }

    private static Object value(Member member, JsonNode json) throws MalformedRequest {
        return switch (member.shape()) {
            case Shape.Structure structure -> structure(structure, json, member.name());
            case Shape.ListOf list -> list(list, json, member.name());
            case Shape.MapOf map -> map(map, json, member.name());
            case Shape scalar ->
                    scalar(scalar, json)
                            .orElseThrow(
                                    () -> unexpected(json, Scalars.kind(scalar), member.name()));
        };
    }

    private static List<Object> list(Shape.ListOf shape, JsonNode json, String name)
            throws MalformedRequest {
        if (!json.isArray()) {
            throw unexpected(json, "List", name);
        }
        List<Object> items = new ArrayList<>(json.size());
        for (JsonNode item : json) {
            items.add(value(shape.member(), item));
        }
        return items;
    }

    private static Map<String, Object> map(Shape.MapOf shape, JsonNode json, String name)
            throws MalformedRequest {
        if (!json.isObject()) {
            throw unexpected(json, "Map", name);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (var entry : json.properties()) {
            entries.put(entry.getKey(), value(shape.value(), entry.getValue()));
        }
        return entries;
    }

    private static Optional<Object> scalar(Shape shape, JsonNode json) {
        return switch (shape) {
            case Shape.Text _ -> json.isString() ? Optional.of(json.asString()) : Optional.empty();
            case Shape.Flag _ ->
                    json.isBoolean() ? Optional.of(json.asBoolean()) : Optional.empty();
            case Shape.Whole whole -> whole(json, whole.wide());
            case Shape.Decimal _ -> decimal(json);
            case Shape.Moment _ -> moment(json).map(moment -> moment);
            case Shape.Blob _ -> blob(json).map(bytes -> bytes);
            case Shape.Structure _, Shape.ListOf _, Shape.MapOf _ -> Optional.empty();
        };
    }

    private static Optional<Object> whole(JsonNode json, boolean wide) {
        boolean fits = wide ? json.canConvertToLong() : json.canConvertToInt();
        boolean exact = json.isNumber() && json.canConvertToExactIntegral();
        return exact && fits ? Optional.of(json.asLong()) : Optional.empty();
    }

    private static Optional<Object> decimal(JsonNode json) {
        if (json.isString()) {
            // The three values JSON numbers cannot say; any other text is a mistake.
            return Scalars.decimal(json.asString())
                    .filter(value -> !Double.isFinite((Double) value));
        }
        return json.isNumber() ? Optional.of(json.asDouble()) : Optional.empty();
    }

    private static Optional<Instant> moment(JsonNode json) {
        if (json.isString()) {
            return TimestampFormat.read(json.asString());
        }
        boolean finite = json.isNumber() && Double.isFinite(json.asDouble());
        return finite ? TimestampFormat.ofEpochSeconds(json.decimalValue()) : Optional.empty();
    }

    private static Optional<Bytes> blob(JsonNode json) {
        return json.isString() ? Scalars.blob(json.asString()) : Optional.empty();
    }

    private static MalformedRequest unexpected(JsonNode found, String wanted, String name) {
        return new MalformedRequest(
                "%s can not be converted to %s (member %s)"
                        .formatted(found.getNodeType().name() + "_VALUE", wanted, name));
    }
}
