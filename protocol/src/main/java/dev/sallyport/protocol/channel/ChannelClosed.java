package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The service's word that a session is over; the only thing that ends a stock client in order.
///
/// `output` is shown to the user. `createdMillis` is 0 where a sender wrote no date we can read.
public record ChannelClosed(
        UUID messageId, long createdMillis, String destinationId, String sessionId, String output) {

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("MessageId", messageId.toString());
        json.put("CreatedDate", Long.toString(createdMillis));
        json.put("DestinationId", destinationId);
        json.put("SessionId", sessionId);
        json.put("MessageType", MessageTypes.CHANNEL_CLOSED);
        json.put("SchemaVersion", 1);
        json.put("Output", output);
        return Json.encode(json);
    }

    public static ChannelClosed decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        return new ChannelClosed(
                Json.uuid(json, "MessageId"),
                millis(Json.text(json, "CreatedDate")),
                Json.text(json, "DestinationId"),
                Json.requiredText(json, "SessionId"),
                Json.text(json, "Output"));
    }

    /// Data channels carry epoch milliseconds here, control channels an ISO date.
    private static long millis(String date) {
        try {
            return date.matches("\\d{1,18}")
                    ? Long.parseLong(date)
                    : Instant.parse(date).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }
}
