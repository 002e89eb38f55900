package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the client made of each action of a {@link HandshakeRequest}.
public record HandshakeResponse(
        String clientVersion, List<ProcessedAction> actions, List<String> errors) {
    public static final int SUCCESS = 1;
    public static final int FAILED = 2;
    public static final int UNSUPPORTED = 3;

    /// One action's end; anything but {@link #SUCCESS} fails the session on a stock node.
    public record ProcessedAction(String type, int status, JsonNode result, String error) {}

    public HandshakeResponse {
        actions = List.copyOf(actions);
        errors = List.copyOf(errors);
    }

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("ClientVersion", clientVersion);
        ArrayNode list = json.putArray("ProcessedClientActions");
        for (ProcessedAction action : actions) {
            ObjectNode entry = list.addObject();
            entry.put("ActionType", action.type());
            entry.put("ActionStatus", action.status());
            entry.set("ActionResult", action.result());
            entry.put("Error", action.error());
        }
        if (errors.isEmpty()) {
            json.putNull("Errors");
        } else {
            ArrayNode texts = json.putArray("Errors");
            errors.forEach(texts::add);
        }
        return Json.encode(json);
    }

    public static HandshakeResponse decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        List<ProcessedAction> actions = new ArrayList<>();
        for (JsonNode entry : Json.get(json, "ProcessedClientActions")) {
            actions.add(
                    new ProcessedAction(
                            Json.text(entry, "ActionType"),
                            (int) Json.number(entry, "ActionStatus").orElse(0),
                            Json.get(entry, "ActionResult"),
                            Json.text(entry, "Error")));
        }
        List<String> errors = new ArrayList<>();
        for (JsonNode error : Json.get(json, "Errors")) {
            errors.add(error.asString(""));
        }
        return new HandshakeResponse(Json.text(json, "ClientVersion"), actions, errors);
    }
}
