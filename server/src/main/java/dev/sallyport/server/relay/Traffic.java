package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;

/// How much a session has carried, and when somebody last did something.
final class Traffic {
    private static final int NOP_SIZE = 8;
    private static final Bytes NOP = Bytes.ofHex("0103000000000000");

    private final SessionKind kind;
    private long downFrames;
    private long downBytes;
    private long upFrames;
    private long upBytes;
    private long lastActivity;
    private boolean changed;

    Traffic(SessionKind kind, long now) {
        this.kind = kind;
        this.lastActivity = now;
    }

    void count(Direction direction, Frame frame, long now) {
        changed = true;
        // The rest is talk between the two programs.
        int bytes = frame.payloadType() == PayloadTypes.OUTPUT ? frame.payload().size() : 0;
        if (direction == Direction.DOWN) {
            downFrames++;
            downBytes += bytes;
        } else {
            upFrames++;
            upBytes += bytes;
        }
        if (isActivity(direction, frame)) {
            lastActivity = now;
        }
    }

    long lastActivity() {
        return lastActivity;
    }

    boolean hasChanged() {
        return changed;
    }

    TapEvent.Counted counted() {
        changed = false;
        return new TapEvent.Counted(downFrames, downBytes, upFrames, upBytes);
    }

    /// Sizes and handshakes are no sign of a user, and a multiplexer's keep-alives would keep a
    /// forgotten port open for ever.
    private boolean isActivity(Direction direction, Frame frame) {
        if (kind.isSsh()) {
            // The rest may be SSH's own keep-alives.
            return frame.payloadType() == PayloadTypes.SCREEN;
        }
        return switch (frame.payloadType()) {
            case PayloadTypes.OUTPUT -> !kind.isMultiplexed() || !isKeepAlive(frame.payload());
            case PayloadTypes.ERROR_OUTPUT -> direction == Direction.DOWN;
            case PayloadTypes.FLAG -> direction == Direction.UP;
            default -> false;
        };
    }

    private static boolean isKeepAlive(Bytes payload) {
        if (payload.size() % NOP_SIZE != 0) {
            return false;
        }
        for (int at = 0; at < payload.size(); at += NOP_SIZE) {
            if (!payload.slice(at, at + NOP_SIZE).equals(NOP)) {
                return false;
            }
        }
        return true;
    }
}
