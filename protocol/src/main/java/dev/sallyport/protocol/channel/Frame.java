package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.UUID;

/// One binary message on a control or data channel.
///
/// `createdMillis` is the sender's epoch time, `sequence` counts stream frames per direction and is
/// 0 in all others, `flags` is written by habit and read by nobody.
public record Frame(
        String type,
        long createdMillis,
        long sequence,
        long flags,
        UUID id,
        int payloadType,
        Bytes payload) {
    /// The longest name of a message that fits into a header.
    static final int TYPE_SIZE = 32;

    public Frame {
        if (type.isEmpty() || type.length() > TYPE_SIZE || !isPlain(type)) {
            throw new IllegalArgumentException("message type (expected: 1-32 of printable ASCII)");
        }
        if (createdMillis == 0) {
            throw new IllegalArgumentException("created date: 0 (peers refuse it)");
        }
    }

    /// Whether this frame is one of a numbered stream, which the other end acknowledges.
    public boolean isStream() {
        return type.equals(MessageTypes.INPUT_STREAM_DATA)
                || type.equals(MessageTypes.OUTPUT_STREAM_DATA);
    }

    /// Printable ASCII without blanks at its ends, so that padding can be told from the name.
    static boolean isPlain(String type) {
        return type.equals(type.strip()) && type.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
