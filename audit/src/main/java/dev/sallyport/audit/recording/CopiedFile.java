package dev.sallyport.audit.recording;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What became of one file, folder or link of a session that copies. Content is not kept.
///
/// @param act `upload`, `download` or `remove`
/// @param kind `file`, `folder` or `link`
/// @param path on the node
/// @param size of the whole file
/// @param carried how many bytes passed the server
/// @param from where they begin: what lies before was on the other side already
/// @param sha256 of the bytes that passed, as the server computed it; of files only
/// @param claimed the hash of the whole file, as its sender gave it
/// @param result `ok`, or what went wrong in one word
/// @param text what else was said about it
public record CopiedFile(
        String act,
        String kind,
        String path,
        long size,
        long carried,
        long from,
        Optional<String> sha256,
        Optional<String> claimed,
        String result,
        String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// One line of JSON.
    String encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("act", act);
        json.put("kind", kind);
        json.put("path", path);
        json.put("size", size);
        json.put("carried", carried);
        json.put("from", from);
        sha256.ifPresent(it -> json.put("sha256", it));
        claimed.ifPresent(it -> json.put("claimed", it));
        json.put("result", result);
        if (!text.isEmpty()) {
            json.put("text", text);
        }
        return JSON.writeValueAsString(json);
    }

    static CopiedFile decode(String text) throws MalformedRecordingException {
        try {
            JsonNode json = JSON.readTree(text);
            return new CopiedFile(
                    json.path("act").asString(""),
                    json.path("kind").asString(""),
                    json.path("path").asString(""),
                    json.path("size").asLong(0),
                    json.path("carried").asLong(0),
                    json.path("from").asLong(0),
                    json.path("sha256").asStringOpt(),
                    json.path("claimed").asStringOpt(),
                    json.path("result").asString(""),
                    json.path("text").asString(""));
        } catch (JacksonException e) {
            throw new MalformedRecordingException("file: not JSON");
        }
    }
}
