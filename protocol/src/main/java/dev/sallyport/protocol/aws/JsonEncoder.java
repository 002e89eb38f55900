package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Trees to JSON, along the shapes.
final class JsonEncoder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonEncoder() {}

    static ObjectNode structure(Shape.Structure shape, Map<?, ?> tree) {
        ObjectNode json = NODES.objectNode();
        for (Member member : shape.members().values()) {
            Object value = tree.get(member.name());
            if (value != null) {
                json.set(member.wireName(), value(member, value));
            }
        }
        return json;
    }

    private static JsonNode value(Member member, Object value) {
        return switch (member.shape()) {
            case Shape.Structure structure -> structure(structure, (Map<?, ?>) value);
            case Shape.ListOf list -> list(list, (List<?>) value);
            case Shape.MapOf map -> map(map, (Map<?, ?>) value);
            case Shape.Text _ -> NODES.stringNode((String) value);
            case Shape.Whole _ -> NODES.numberNode((long) (Long) value);
            case Shape.Decimal _ -> decimal((Double) value);
            case Shape.Flag _ -> NODES.booleanNode((Boolean) value);
            case Shape.Moment moment -> moment(member, moment, (Instant) value);
            case Shape.Blob _ -> NODES.stringNode(((Bytes) value).toBase64());
        };
    }

    private static ArrayNode list(Shape.ListOf shape, List<?> items) {
        ArrayNode json = NODES.arrayNode(items.size());
        items.forEach(item -> json.add(value(shape.member(), item)));
        return json;
    }

    private static ObjectNode map(Shape.MapOf shape, Map<?, ?> entries) {
        ObjectNode json = NODES.objectNode();
        entries.forEach((key, value) -> json.set((String) key, value(shape.value(), value)));
        return json;
    }

    private static JsonNode decimal(double value) {
        return Double.isFinite(value)
                ? NODES.numberNode(value)
                : NODES.stringNode(Double.toString(value));
    }

    private static JsonNode moment(Member member, Shape.Moment shape, Instant value) {
        TimestampFormat format = member.format(shape, TimestampFormat.EPOCH_SECONDS);
        return format == TimestampFormat.EPOCH_SECONDS
                ? NODES.numberNode(TimestampFormat.epochSeconds(value))
                : NODES.stringNode(format.format(value));
    }
}
