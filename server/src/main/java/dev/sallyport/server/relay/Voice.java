package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.PlainText;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.util.ArrayDeque;
import java.util.Queue;

/// What the server itself says on a shell's terminal.
///
/// It says nothing before the node has printed something: until then a client may wait for a
/// handshake, and takes a first frame of output for the sign that there will be none. Nothing here
/// is encrypted, and need not be: the server refuses documents that name a key.
final class Voice {
    private static final int MOST_WAITING = 4;
    private static final int MOST_LETTERS = 500;

    private final boolean able;
    private final Lane down;
    private final Queue<Bytes> waiting = new ArrayDeque<>();
    private boolean printing;

    Voice(SessionPlan plan, Lane down) {
        this.able = plan.kind().isShell();
        this.down = down;
        this.printing = plan.tap().position().printing();
    }

    /// Shows a line, at once or as soon as the terminal is up. A client that is away gets it when
    /// it comes back.
    ///
    /// @return false if the line cannot be shown
    boolean say(String text, long now) {
        if (able && printing) {
            return down.say(line(text), now);
        }
        return able && waiting.size() < MOST_WAITING && waiting.add(line(text));
    }

    /// The node has sent a frame.
    void accepted(Frame frame, long now) {
        printing |= frame.payloadType() == PayloadTypes.OUTPUT;
        while (printing && !waiting.isEmpty()) {
            down.say(waiting.remove(), now);
        }
    }

    /// The text could hold what others have written, and must do nothing but be read.
    private static Bytes line(String text) {
        StringBuilder line = new StringBuilder("\r\n[sallyport] ");
        text.codePoints()
                .filter(PlainText::isHarmless)
                .limit(MOST_LETTERS)
                .forEach(line::appendCodePoint);
        return Bytes.ofUtf8(line.append("\r\n").toString());
    }
}
