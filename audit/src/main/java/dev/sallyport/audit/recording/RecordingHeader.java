package dev.sallyport.audit.recording;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
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
    private static final String TERMINAL = "terminal";
    private static final String OPAQUE = "opaque";
    private static final String SSH = "ssh";
    private static final String FILES = "files";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What the events hold.
    public sealed interface Content {
        Content TERMINAL = new Terminal();
        Content SSH = new Ssh();

        /// Everything the two ends sent each other.
        record Terminal() implements Content {}

        /// What a node told of the SSH session it ended, in the order of the encrypted frames.
        record Ssh() implements Content {}

        /// Only how much: the bytes of a forwarded port are not kept.
        ///
        /// @param target where it leads, as `host:port`; recordings of before do not say
        record Opaque(Optional<String> target) implements Content {}

        /// What became of each file; of their content only hashes.
        ///
        /// @param direction `upload` or `download`
        /// @param path on the node
        record Files(String direction, String path) implements Content {}
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
        switch (content) {
            case Content.Terminal() -> own.put("content", TERMINAL);
            case Content.Ssh() -> own.put("content", SSH);
            case Content.Files(String direction, String path) -> {
                own.put("content", FILES);
                own.put("direction", direction);
                own.put("path", path);
            }
            case Content.Opaque(Optional<String> target) -> {
                own.put("content", OPAQUE);
                target.ifPresent(it -> own.put("target", it));
            }
        }
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
                    content(own));
        } catch (JacksonException | MalformedId | DateTimeException e) {
            throw new MalformedRecordingException("header: " + e.getMessage());
        }
    }

    private static Content content(JsonNode own) throws MalformedRecordingException {
        String word = own.path("content").asString("");
        return switch (word) {
            case TERMINAL -> Content.TERMINAL;
            case SSH -> Content.SSH;
            case OPAQUE -> new Content.Opaque(own.path("target").stringValueOpt());
            case FILES ->
                    new Content.Files(
                            own.path("direction").asString(""), own.path("path").asString(""));
            default ->
                    throw new MalformedRecordingException(
                            "header content: "
                                    + word
                                    + " (expected: terminal, ssh, files or opaque)");
        };
    }
}
