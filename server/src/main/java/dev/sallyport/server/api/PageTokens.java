package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and reads the tokens of paged listings. Safe for use by many threads.
///
/// A token is good for the principal, operation and filters it was made for, for a day. The number
/// of items per page may change on the way, as with AWS.
public final class PageTokens {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_SIZE = 32;
    private static final int MAX_TOKEN = 4096;

    private final SecretKeySpec key;
    private final Words words;

    public PageTokens(Bytes key) {
        this(key, Words.NEXT_TOKEN);
    }

    public PageTokens(Bytes key, Words words) {
        this.key = new SecretKeySpec(key.toArray(), ALGORITHM);
        this.words = words;
    }

    /// How a service calls the token and the number of items, and the error for a wrong token.
    public record Words(String token, String count, String errorCode, String errorText) {
        /// As most services do.
        public static final Words NEXT_TOKEN =
                new Words(
                        "NextToken",
                        "MaxResults",
                        "InvalidNextToken",
                        "The specified token isn't valid.");

        /// As IAM does.
        public static final Words MARKER =
                new Words("Marker", "MaxItems", "ValidationError", "Invalid Marker.");
    }

    /// A token that leads to `position`, whatever that means to the handler.
    public String next(
            Call call, OperationType<?, ?> type, Map<String, Object> input, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        long expires = call.at().plus(LIFE).getEpochSecond();
        byte[] body =
                ByteBuffer.allocate(Long.BYTES + text.length).putLong(expires).put(text).array();
        byte[] mac = mac(call, type, input, body);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(mac.length + body.length).put(mac).put(body).array());
    }

    /// The position the input's token leads to; nothing when it asks for the first page. Throws the
    /// service's fault for any other token than one made here for this very listing.
    public Optional<String> position(
            Call call, OperationType<?, ?> type, Map<String, Object> input) {
        if (!(input.get(words.token()) instanceof String token)) {
            return Optional.empty();
        }
        byte[] wire = decode(token);
        if (wire.length < MAC_SIZE + Long.BYTES) {
            throw invalid();
        }
        ByteBuffer in = ByteBuffer.wrap(wire);
        byte[] mac = new byte[MAC_SIZE];
        in.get(mac);
        byte[] body = new byte[in.remaining()];
        in.get(body);
        if (!MessageDigest.isEqual(mac, mac(call, type, input, body))) {
            throw invalid();
        }
        Instant expires = Instant.ofEpochSecond(ByteBuffer.wrap(body).getLong());
        if (call.at().isAfter(expires)) {
            throw invalid();
        }
        return Optional.of(
                new String(body, Long.BYTES, body.length - Long.BYTES, StandardCharsets.UTF_8));
    }

    private byte[] decode(String token) {
        if (token.length() > MAX_TOKEN) {
            throw invalid();
        }
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    private byte[] mac(
            Call call, OperationType<?, ?> type, Map<String, Object> input, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            add(mac, call.caller().arn());
            add(mac, type.action());
            input.forEach((name, value) -> {
                if (!name.equals(words.token()) && !name.equals(words.count())) {
                    add(mac, name);
                    add(mac, value.toString());
                }
            });
            mac.update(body);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /// With its length, so that no two lists of parts give the same bytes.
    private static void add(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }

    private ServiceFault invalid() {
        return new ServiceFault(words.errorCode(), words.errorText());
    }
}
