package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// The end of a handshake. A stock client prints `customerMessage` and a newline.
public record HandshakeComplete(Duration took, String customerMessage) {
    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("HandshakeTimeToComplete", took.toNanos());
        json.put("CustomerMessage", customerMessage);
        return Json.encode(json);
    }

    public static HandshakeComplete decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        return new HandshakeComplete(
                Duration.ofNanos(Json.number(json, "HandshakeTimeToComplete").orElse(0)),
                Json.text(json, "CustomerMessage"));
    }
}
