package dev.sallyport.interop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A client of the data channel that writes each byte itself, so that it can write wrong ones.
final class RawClient implements WebSocket.Listener, AutoCloseable {
    private static final int OVERHEAD = 120;

    private final HttpClient http;
    private final WebSocket socket;
    private final List<byte[]> frames = new CopyOnWriteArrayList<>();
    private ByteBuffer partial = ByteBuffer.allocate(1 << 20);
    private volatile boolean closed;

    RawClient(Sallyport sallyport, String streamUrl) throws GeneralSecurityException {
        this(sallyport, streamUrl, Map.of());
    }

    RawClient(Sallyport sallyport, String streamUrl, Map<String, String> headers)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Sdk.trust(sallyport).getTrustManagers(), null);
        http = HttpClient.newBuilder().sslContext(context).build();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(URI.create(streamUrl), this).join();
    }

    void open(String token) {
        String text =
                "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"b5d58ae9-6f1d-4ff3-9264-00c2307cb76f\","
                        + "\"TokenValue\":\""
                        + token
                        + "\",\"ClientId\":\"c\",\"ClientVersion\":\"1.2.677.0\"}";
        socket.sendText(text, true).join();
    }

    void send(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    void type(long sequence, String text) throws GeneralSecurityException {
        send(input(sequence, text));
    }

    /// A good frame with terminal input.
    static byte[] input(long sequence, String text) throws GeneralSecurityException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(OVERHEAD + payload.length);
        out.putInt(116);
        out.put("%-32s".formatted("input_stream_data").getBytes(StandardCharsets.US_ASCII));
        out.putInt(1).putLong(1_700_000_000_123L).putLong(sequence).putLong(0);
        out.putLong(1).putLong(sequence);
        out.put(MessageDigest.getInstance("SHA-256").digest(payload));
        out.putInt(1).putInt(payload.length).put(payload);
        return out.array();
    }

    /// What came in frames of this type, as text.
    String received(String type) {
        StringBuilder text = new StringBuilder();
        for (byte[] frame : frames) {
            if (new String(frame, 4, 32, StandardCharsets.US_ASCII).trim().equals(type)) {
                text.append(
                        new String(
                                frame, OVERHEAD, frame.length - OVERHEAD, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    void await(String type, String text) {
        Waiting.until(
                () -> received(type).contains(text),
                Duration.ofSeconds(30),
                () -> "no '" + text + "' in " + type + ": " + received(type));
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        partial.put(data);
        if (last) {
            byte[] frame = new byte[partial.flip().remaining()];
            partial.get(frame).clear();
            frames.add(frame);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed = true;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
