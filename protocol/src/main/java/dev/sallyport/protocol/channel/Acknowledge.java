package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// "I have your frame." Peers match it by its number only.
public record Acknowledge(String messageType, UUID messageId, long sequence) {
    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("AcknowledgedMessageType", messageType);
        json.put("AcknowledgedMessageId", messageId.toString());
        json.put("AcknowledgedMessageSequenceNumber", sequence);
        json.put("IsSequentialMessage", true);
        return Json.encode(json);
    }

    public static Acknowledge decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        return new Acknowledge(
                Json.text(json, "AcknowledgedMessageType"),
                Json.uuid(json, "AcknowledgedMessageId"),
                Json.number(json, "AcknowledgedMessageSequenceNumber")
                        .orElseThrow(() ->
                                new MalformedMessageException(
                                        "AcknowledgedMessageSequenceNumber: missing")));
    }
}
