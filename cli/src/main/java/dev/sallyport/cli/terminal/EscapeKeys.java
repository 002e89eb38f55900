package dev.sallyport.cli.terminal;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Finds the escape keys among what is typed, as OpenSSH does: an escape character right after a
/// line's end (or at the start), and the key behind it.
///
/// `~.` ends the session, `~?` lists the keys, `~~` is one `~`. Anything else goes on unchanged.
public final class EscapeKeys {
    /// What a key means.
    public sealed interface Key {}

    /// Bytes for the session.
    public record Typed(Bytes bytes) implements Key {}

    /// The user wants to end the session.
    public record End() implements Key {}

    /// The user wants to know the escape keys.
    public record Help() implements Key {}

    private enum State {
        LINE_START,
        ESCAPED,
        WITHIN
    }

    private final int escape;
    private State state = State.LINE_START;

    private EscapeKeys(int escape) {
        this.escape = escape;
    }

    public static EscapeKeys of(char escape) {
        return new EscapeKeys(escape);
    }

    /// Everything typed goes to the session.
    public static EscapeKeys none() {
        return new EscapeKeys(-1);
    }

    public List<Key> read(Bytes typed) {
        if (escape < 0) {
            return List.of(new Typed(typed));
        }
        List<Key> keys = new ArrayList<>();
        ByteArrayOutputStream plain = new ByteArrayOutputStream(typed.size() + 1);
        for (int i = 0; i < typed.size(); i++) {
            int b = typed.at(i);
            switch (state) {
                case LINE_START -> {
                    if (b == escape) {
                        state = State.ESCAPED;
                    } else {
                        pass(b, plain);
                    }
                }
                case ESCAPED -> escaped(b, plain, keys);
                case WITHIN -> pass(b, plain);
            }
        }
        flush(plain, keys);
        return keys;
    }

    private void escaped(int b, ByteArrayOutputStream plain, List<Key> keys) {
        switch (b) {
            case '.' -> {
                flush(plain, keys);
                keys.add(new End());
                state = State.LINE_START;
            }
            case '?' -> {
                flush(plain, keys);
                keys.add(new Help());
                state = State.LINE_START;
            }
            default -> {
                plain.write(escape);
                if (b == escape) {
                    state = State.WITHIN;
                } else {
                    pass(b, plain);
                }
            }
        }
    }

    private void pass(int b, ByteArrayOutputStream plain) {
        plain.write(b);
        state = b == '\r' || b == '\n' ? State.LINE_START : State.WITHIN;
    }

    private static void flush(ByteArrayOutputStream plain, List<Key> keys) {
        if (plain.size() > 0) {
            keys.add(new Typed(Bytes.wrap(plain.toByteArray())));
            plain.reset();
        }
    }
}
