package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;

/// Collects a request body. It grows with what arrives, never with what was announced.
final class BodyBuffer {
    private final RequestGate gate;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private int reserved;

    BodyBuffer(RequestGate gate, int limit) {
        this.gate = gate;
        this.limit = limit;
    }

    /// Empty if all is well, else the status to answer.
    OptionalInt add(ByteBuf piece) {
        int more = piece.readableBytes();
        if (more > limit - reserved) {
            return OptionalInt.of(413);
        }
        if (!gate.reserve(more)) {
            return OptionalInt.of(503);
        }
        reserved += more;
        try {
            piece.readBytes(bytes, more);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return OptionalInt.empty();
    }

    Bytes take() {
        return Bytes.wrap(bytes.toByteArray());
    }

    /// Gives the room back. Safe to call again.
    void release() {
        gate.release(reserved);
        reserved = 0;
    }
}
