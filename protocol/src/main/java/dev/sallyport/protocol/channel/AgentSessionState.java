package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import tools.jackson.databind.node.ObjectNode;

/// What the node tells the service about its end of a session. Never forwarded to the client.
public record AgentSessionState(String sessionId, String state) {
    public static final String CONNECTED = "Connected";

    /// The program at the node's end has ended by itself.
    public static final String TERMINATING = "Terminating";

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("SchemaVersion", 1);
        json.put("SessionState", state);
        json.put("SessionId", sessionId);
        return Json.encode(json);
    }

    public static AgentSessionState decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        return new AgentSessionState(
                Json.text(json, "SessionId"), Json.requiredText(json, "SessionState"));
    }
}
