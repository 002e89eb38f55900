package dev.sallyport.audit.recording;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The first line of a recording: whose session it is, where and since when.
///
/// @param owner the ARN of whoever started the session
/// @param document the session document's name
public record RecordingHeader(
        SessionId session,
        NodeId node,
        String owner,
        String document,
        Instant start,
        Content content) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What the events hold.
    public enum Content {
        /// Everything the two ends sent each other.
        TERMINAL("terminal"),

        /// Only how much: a forwarded port's bytes are not kept.
        OPAQUE("opaque");

        private final String word;

        Content(String word) {
            this.word = word;
        }
    }

    /// The line without its end. The size is that of most terminals: the real one comes as an
    /// event.
    Bytes encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", 2);
        json.put("width", 80);
        json.put("height", 24);
        json.put("timestamp", start.getEpochSecond());
        json.putObject("env").put("TERM", "xterm-256color");
        ObjectNode own = json.putObject("sallyport");
        own.put("session", session.value());
        own.put("node", node.value());
        own.put("owner", owner);
        own.put("document", document);
        own.put("start", start.toString());
        own.put("content", content.word);
        return Bytes.ofUtf8(JSON.writeValueAsString(json));
    }

    static RecordingHeader decode(Bytes line) throws MalformedRecordingException {
        try {
            JsonNode json = JSON.readTree(line.toUtf8());
            if (json.path("version").asInt(0) != 2) {
                throw new MalformedRecordingException("header: not an asciicast of version 2");
            }
            JsonNode own = json.path("sallyport");
            return new RecordingHeader(
                    new SessionId(own.path("session").asString("")),
                    new NodeId(own.path("node").asString("")),
                    own.path("owner").asString(""),
                    own.path("document").asString(""),
                    Instant.parse(own.path("start").asString("")),
                    content(own.path("content").asString("")));
        } catch (JacksonException | MalformedId | DateTimeException e) {
            throw new MalformedRecordingException("header: " + e.getMessage());
        }
    }

    private static Content content(String word) throws MalformedRecordingException {
        for (Content content : Content.values()) {
            if (content.word.equals(word)) {
                return content;
            }
        }
        throw new MalformedRecordingException(
                "header content: " + word + " (expected: terminal or opaque)");
    }
}
