package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The first text on a data channel: it proves who opens it.
///
/// A client sends its own `clientId` and, since plugin 1.2.677.0, its version; a node sends an
/// empty `clientId` and its node id as `clientInstanceId`.
public record OpenDataChannel(
        String requestId,
        String tokenValue,
        String clientId,
        Optional<String> clientVersion,
        Optional<String> clientInstanceId) {

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("MessageSchemaVersion", "1.0");
        json.put("RequestId", requestId);
        json.put("TokenValue", tokenValue);
        clientInstanceId.ifPresent(id -> json.put("ClientInstanceId", id));
        json.put("ClientId", clientId);
        clientVersion.ifPresent(version -> json.put("ClientVersion", version));
        return Json.encode(json);
    }

    public static OpenDataChannel decode(Bytes text) throws MalformedMessageException {
        ObjectNode json = Json.parse(text);
        return new OpenDataChannel(
                Json.text(json, "RequestId"),
                Json.requiredText(json, "TokenValue"),
                Json.text(json, "ClientId"),
                Optional.of(Json.text(json, "ClientVersion")).filter(v -> !v.isEmpty()),
                Optional.of(Json.text(json, "ClientInstanceId")).filter(v -> !v.isEmpty()));
    }

    /// Without the token.
    @Override
    public String toString() {
        return "OpenDataChannel[requestId=" + requestId + ", clientId=" + clientId + "]";
    }
}
