package dev.sallyport.protocol.smux;

import dev.sallyport.protocol.Bytes;

/// One frame, or of a data frame the part that has come so far. Stream ids are unsigned numbers of
/// 32 bits.
public sealed interface MuxFrame {
    /// Opens a stream. Nothing answers it.
    record Open(long stream) implements MuxFrame {
        public Open {
            checkStream(stream);
        }
    }

    /// Closes a stream in both directions.
    record Close(long stream) implements MuxFrame {
        public Close {
            checkStream(stream);
        }
    }

    record Push(long stream, Bytes payload) implements MuxFrame {
        public Push {
            checkStream(stream);
            if (payload.isEmpty() || payload.size() > MuxCodec.MAX_PAYLOAD) {
                throw new IllegalArgumentException(
                        "payload: " + payload.size() + " bytes (expected: 1.." + 0xffff + ")");
            }
        }
    }

    /// Says that the sender is alive, and no more.
    record KeepAlive() implements MuxFrame {}

    private static void checkStream(long stream) {
        if (stream < 0 || stream > MuxCodec.MAX_STREAM) {
            throw new IllegalArgumentException("stream: " + stream + " (expected: 32 bits)");
        }
    }
}
