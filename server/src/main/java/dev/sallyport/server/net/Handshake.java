package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The opening handshake of RFC 6455. Extensions and subprotocols are never agreed to: compression
/// would keep a window per connection and leak the lengths of typed secrets.
final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {}

    /// What is wrong with the request, if anything.
    static Optional<HttpResponse> fault(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.of(HttpResponse.text(405, "a websocket is asked for with GET\n"));
        }
        if (request.header("Sec-WebSocket-Version").filter("13"::equals).isEmpty()) {
            return Optional.of(
                    new HttpResponse(
                            426, List.of(new Header("Sec-WebSocket-Version", "13")), Bytes.EMPTY));
        }
        if (request.header("Sec-WebSocket-Key").filter(Handshake::isKey).isEmpty()) {
            return Optional.of(HttpResponse.text(400, "Sec-WebSocket-Key: not 16 bytes\n"));
        }
        return Optional.empty();
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// The answer that turns the connection into a websocket.
    static FullHttpResponse accept(HttpRequest request) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.SWITCHING_PROTOCOLS,
                        Unpooled.EMPTY_BUFFER);
        response.headers()
                .set("Upgrade", "websocket")
                .set("Connection", "Upgrade")
                .set(
                        "Sec-WebSocket-Accept",
                        proof(request.header("Sec-WebSocket-Key").orElseThrow()));
        return response;
    }

    // SHA-1 is the protocol's choice; it proves only that the server understood the question.
    private static String proof(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
