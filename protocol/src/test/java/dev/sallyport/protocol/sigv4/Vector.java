package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One case of the official signing test-suite (its licence and notices lie beside the file).
record Vector(JsonNode json) {
    /// A request taken apart.
    record Request(RequestHead head, Bytes body) {}

    static Stream<Vector> all() {
        try (InputStream in = Vector.class.getResourceAsStream("/sigv4/aws-sigv4-vectors.json")) {
            JsonNode root = JsonMapper.shared().readTree(Objects.requireNonNull(in));
            return root.get("vectors").valueStream().map(Vector::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String member) {
        return json.get(member).asString();
    }

    Instant time() {
        return Instant.parse(json.at("/context/timestamp").asString());
    }

    boolean inHeader() {
        return text("mode").equals("header");
    }

    boolean signsBody() {
        return json.at("/context/sign_body").asBoolean();
    }

    /// The token is added after signing.
    boolean omitsToken() {
        return json.at("/context/omit_session_token").asBoolean(false);
    }

    SigningKey key() {
        return new SigningKey(
                json.at("/context/credentials/access_key_id").asString(),
                Secret.of(json.at("/context/credentials/secret_access_key").asString()),
                omitsToken()
                        ? Optional.empty()
                        : json.at("/context/credentials/token").asStringOpt());
    }

    VerificationRules rules() {
        return new VerificationRules(
                "us-east-1",
                "service",
                Duration.ofMinutes(5),
                json.at("/context/normalize").asBoolean()
                        ? PathStyle.NORMALIZED
                        : PathStyle.AS_SENT);
    }

    /// Reads the suite's request form: `Name:value`, folded lines, a path that may hold a blank.
    static Request request(String text) {
        int end = text.indexOf("\n\n");
        String top = end < 0 ? text.stripTrailing() : text.substring(0, end);
        List<String> lines = List.of(top.split("\n", -1));
        String first = lines.getFirst();
        String target = first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' '));
        int mark = target.indexOf('?');
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(" ")) {
                Header folded = headers.removeLast();
                headers.add(new Header(folded.name(), folded.value() + "\n" + line));
            } else {
                int colon = line.indexOf(':');
                headers.add(new Header(line.substring(0, colon), line.substring(colon + 1)));
            }
        }
        RequestHead head =
                new RequestHead(
                        first.substring(0, first.indexOf(' ')),
                        mark < 0 ? target : target.substring(0, mark),
                        mark < 0 ? "" : target.substring(mark + 1),
                        headers);
        // Without a Content-Length what follows is only the suite's closing newline.
        boolean hasBody = head.header("content-length").isPresent();
        return new Request(head, hasBody ? Bytes.ofUtf8(text.substring(end + 2)) : Bytes.EMPTY);
    }

    @Override
    public String toString() {
        String path = json.at("/context/normalize").asBoolean() ? "" : ", path as sent";
        return text("name") + " in " + text("mode") + path;
    }
}
