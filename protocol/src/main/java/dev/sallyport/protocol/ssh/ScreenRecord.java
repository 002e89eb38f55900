package dev.sallyport.protocol.ssh;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.PlainText;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.TerminalSize;
import java.nio.ByteBuffer;

/// What passed inside an SSH session, told by the node that ends it, before the encrypted bytes
/// that carry it to the client. The payload of frames of type {@link
/// dev.sallyport.protocol.channel.PayloadTypes#SCREEN}.
///
/// One byte says which record it is; text and bytes follow to the end of the frame.
public sealed interface ScreenRecord {
    int MAX_NOTE = 4096;

    /// Bytes a program wrote, on a terminal or not.
    record Output(Bytes bytes) implements ScreenRecord {}

    /// Bytes the client typed.
    record Input(Bytes bytes) implements ScreenRecord {}

    /// The client's terminal has this size.
    record Resize(TerminalSize size) implements ScreenRecord {}

    /// Something that happened, in one printable line.
    record Note(String text) implements ScreenRecord {
        public Note {
            text = printable(text);
        }
    }

    default Bytes encode() {
        return switch (this) {
            case Output(Bytes bytes) -> frame('o', bytes);
            case Input(Bytes bytes) -> frame('i', bytes);
            case Resize(TerminalSize size) ->
                    frame(
                            'r',
                            Bytes.wrap(
                                    ByteBuffer.allocate(2 * Short.BYTES)
                                            .putShort((short) size.cols())
                                            .putShort((short) size.rows())
                                            .array()));
            case Note(String text) -> frame('n', Bytes.ofUtf8(text));
        };
    }

    static ScreenRecord decode(Bytes payload) throws MalformedMessageException {
        if (payload.isEmpty()) {
            throw new MalformedMessageException("screen record: empty");
        }
        Bytes rest = payload.slice(1, payload.size());
        return switch (payload.at(0)) {
            case 'o' -> new Output(rest);
            case 'i' -> new Input(rest);
            case 'r' -> resize(rest);
            case 'n' -> new Note(rest.toUtf8());
            default -> throw new MalformedMessageException("screen record: of no known kind");
        };
    }

    private static Resize resize(Bytes sides) throws MalformedMessageException {
        if (sides.size() != 2 * Short.BYTES) {
            throw new MalformedMessageException("screen record: size (expected: four bytes)");
        }
        ByteBuffer in = sides.asReadOnlyBuffer();
        return new Resize(
                new TerminalSize(
                        Short.toUnsignedInt(in.getShort()), Short.toUnsignedInt(in.getShort())));
    }

    private static Bytes frame(char kind, Bytes rest) {
        byte[] whole = new byte[1 + rest.size()];
        whole[0] = (byte) kind;
        rest.asReadOnlyBuffer().get(whole, 1, rest.size());
        return Bytes.wrap(whole);
    }

    /// Whoever reads a recording must not have a client's bytes act on the terminal.
    private static String printable(String text) {
        int end =
                text.codePointCount(0, text.length()) > MAX_NOTE
                        ? text.offsetByCodePoints(0, MAX_NOTE)
                        : text.length();
        return PlainText.of(text.substring(0, end), '\ufffd');
    }
}
