package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Makes messages of data frames. The decoder has already seen to it that fragments follow in a
/// legal order; the sizes of whole messages are kept here.
final class MessageAssembler {
    static final int MAX_BINARY = 512 * 1024;
    static final int MAX_TEXT = 64 * 1024;

    private ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
    private boolean fragmented;
    private boolean text;

    /// Empty while more fragments must come. The frame stays the caller's.
    Optional<Message> add(WebSocketFrame frame) throws BrokenMessageException {
        if (!fragmented) {
            text = frame instanceof TextWebSocketFrame;
        }
        int limit = text ? MAX_TEXT : MAX_BINARY;
        ByteBuf content = frame.content();
        if (content.readableBytes() > limit - parts.size()) {
            throw new BrokenMessageException(1009, "message too big (limit: " + limit + ")");
        }
        if (frame.isFinalFragment() && !fragmented) {
            return Optional.of(message(take(content)));
        }
        append(content);
        fragmented = !frame.isFinalFragment();
        if (fragmented) {
            return Optional.empty();
        }
        Bytes whole = Bytes.wrap(parts.toByteArray());
        parts = new ByteArrayOutputStream(0);
        return Optional.of(message(whole));
    }

    private void append(ByteBuf content) {
        try {
            content.readBytes(parts, content.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    private Message message(Bytes bytes) throws BrokenMessageException {
        if (!text) {
            return new Message.Binary(bytes);
        }
        try {
            ByteBuffer wire = bytes.asReadOnlyBuffer();
            return new Message.Text(StandardCharsets.UTF_8.newDecoder().decode(wire).toString());
        } catch (CharacterCodingException _) {
            throw new BrokenMessageException(1007, "text is not UTF-8");
        }
    }

    private static Bytes take(ByteBuf content) {
        int size = content.readableBytes();
        // The decoder had this array made for this one payload: taking it over saves a copy of
        // every frame relayed.
        if (content instanceof HeapCodecAllocator.Plain plain && plain.array().length == size) {
            return Bytes.wrap(plain.array());
        }
        byte[] copy = new byte[size];
        content.readBytes(copy);
        return Bytes.wrap(copy);
    }
}
