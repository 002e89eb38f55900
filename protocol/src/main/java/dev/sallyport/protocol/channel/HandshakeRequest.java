package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the node wants from the client before any data.
///
/// `agentVersion` needs exactly four numeric parts, or the plugin takes the node for an old one.
public record HandshakeRequest(String agentVersion, List<Action> actions) {
    public static final String SESSION_TYPE = "SessionType";
    public static final String KMS_ENCRYPTION = "KMSEncryption";

    /// One thing the client has to do; `parameters` depend on the type.
    public record Action(String type, JsonNode parameters) {}

    public HandshakeRequest {
        actions = List.copyOf(actions);
    }

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("AgentVersion", agentVersion);
        ArrayNode list = json.putArray("RequestedClientActions");
        for (Action action : actions) {
            ObjectNode entry = list.addObject();
            entry.put("ActionType", action.type());
            entry.set("ActionParameters", action.parameters());
        }
        return Json.encode(json);
    }

    public static HandshakeRequest decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        List<Action> actions = new ArrayList<>();
        for (JsonNode entry : Json.get(json, "RequestedClientActions")) {
            actions.add(
                    new Action(
                            Json.text(entry, "ActionType"), Json.get(entry, "ActionParameters")));
        }
        return new HandshakeRequest(Json.text(json, "AgentVersion"), actions);
    }
}
