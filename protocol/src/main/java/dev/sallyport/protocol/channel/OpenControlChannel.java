package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import tools.jackson.databind.node.ObjectNode;

/// The first text on a control channel: it proves which node opens it.
public record OpenControlChannel(
        String requestId, String tokenValue, String agentVersion, String platformType) {

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.putNull("Cookie");
        json.put("MessageSchemaVersion", "1.0");
        json.put("RequestId", requestId);
        json.put("TokenValue", tokenValue);
        json.put("AgentVersion", agentVersion);
        json.put("PlatformType", platformType);
        return Json.encode(json);
    }

    public static OpenControlChannel decode(Bytes text) throws MalformedMessageException {
        ObjectNode json = Json.parse(text);
        return new OpenControlChannel(
                Json.text(json, "RequestId"),
                Json.requiredText(json, "TokenValue"),
                Json.text(json, "AgentVersion"),
                Json.text(json, "PlatformType"));
    }

    /// Without the token.
    @Override
    public String toString() {
        return "OpenControlChannel[requestId=" + requestId + ", agent=" + agentVersion + "]";
    }
}
