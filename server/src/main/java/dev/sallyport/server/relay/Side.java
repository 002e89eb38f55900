package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/// One end of a session: the socket it has now, if any.
final class Side {
    private @Nullable Attachment current;
    private boolean held;

    boolean isAttached() {
        return current != null;
    }

    boolean isCurrent(Attachment attachment) {
        return current == attachment;
    }

    /// The newest socket counts: a peer that reconnects may still hold its old one.
    void attach(Attachment attachment) {
        Attachment former = current;
        current = attachment;
        if (former != null) {
            former.close();
        }
        attachment.hold(held);
    }

    void detach() {
        current = null;
    }

    boolean canSend() {
        Attachment attachment = current;
        return attachment != null && attachment.canSend();
    }

    void send(Bytes wire) {
        Attachment attachment = current;
        if (attachment != null) {
            attachment.send(wire);
        }
    }

    boolean isHeld() {
        return held;
    }

    /// Stops or resumes reading, of this socket and those to come.
    void hold(boolean on) {
        if (held != on) {
            held = on;
            Attachment attachment = current;
            if (attachment != null) {
                attachment.hold(on);
            }
        }
    }

    void close() {
        Attachment attachment = current;
        if (attachment != null) {
            attachment.close();
        }
    }
}
