package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The service's answer to {@link AgentTaskComplete}; the node matches only `messageId`, which is
/// the id of the frame it sent.
public record AgentTaskAcknowledge(UUID messageId, String taskId) {
    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("SchemaVersion", 1);
        json.put("MessageId", messageId.toString());
        json.put("TaskId", taskId);
        json.put("Topic", MessageTypes.AGENT_TASK_COMPLETE);
        return Json.encode(json);
    }

    public static AgentTaskAcknowledge decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        return new AgentTaskAcknowledge(Json.uuid(json, "MessageId"), Json.text(json, "TaskId"));
    }
}
