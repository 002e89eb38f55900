package dev.sallyport.cli.play;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;

/// Lets through what draws, and nothing that makes a terminal answer, remember or act.
///
/// Everything is refused that is not known to be harmless: all strings for the terminal's own use
/// (OSC with the clipboard and titles, DCS, APC, PM, SOS), requests for reports, mouse and paste
/// modes, printing. Sequences may be cut anywhere: the state is kept from call to call.
final class SafeOutput {
    private enum State {
        TEXT,
        /// Behind an escape.
        ESCAPE,
        /// Behind an escape and a byte that announces one more, such as a character set.
        ESCAPE_MORE,
        /// In a control sequence, up to its final byte.
        SEQUENCE,
        /// In a string that is left out, up to its terminator.
        STRING,
        STRING_ESCAPE
    }

    private static final int ESC = 0x1b;
    private static final int BELL = 0x07;
    // BEL, BS, TAB, LF, VT, FF, CR, SO, SI. Not ENQ: terminals answer it.
    private static final String CONTROLS = "\u0007\b\t\n\u000b\f\r\u000e\u000f";
    private static final String ESCAPES = "78=>DEHMc";
    private static final String CHARACTER_SETS = "()*+-./#";
    private static final String STRINGS = "]P_^X";
    private static final int LONGEST_SEQUENCE = 256;

    private final ByteArrayOutputStream sequence = new ByteArrayOutputStream();
    private State state = State.TEXT;
    private int runeLeft;
    private boolean afterC2;

    Bytes pass(Bytes output) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(output.size());
        for (int i = 0; i < output.size(); i++) {
            pass(output.at(i) & 0xff, out);
        }
        return Bytes.wrap(out.toByteArray());
    }

    private void pass(int b, ByteArrayOutputStream out) {
        switch (state) {
            case TEXT -> text(b, out);
            case ESCAPE -> escape(b, out);
            case ESCAPE_MORE -> {
                sequence.write(b);
                finish(b >= 0x30 && b < 0x7f, out);
            }
            case SEQUENCE -> sequence(b, out);
            case STRING -> {
                if (b == BELL || b == 0x18 || b == 0x1a) {
                    state = State.TEXT;
                } else if (b == ESC) {
                    state = State.STRING_ESCAPE;
                }
            }
            case STRING_ESCAPE -> {
                if (b == '\\') {
                    state = State.TEXT;
                } else {
                    // Terminals take this as the string's end and the beginning of something new.
                    begin();
                    escape(b, out);
                }
            }
        }
    }

    private void text(int b, ByteArrayOutputStream out) {
        if (afterC2) {
            afterC2 = false;
            // U+0080 to U+009F are controls of one character: CSI, OSC, DCS among them.
            if (b >= 0xa0 && b <= 0xbf) {
                out.write(0xc2);
                out.write(b);
                return;
            }
            if (b >= 0x80 && b < 0xa0) {
                return;
            }
        }
        if (runeLeft > 0 && b >= 0x80 && b <= 0xbf) {
            runeLeft--;
            out.write(b);
            return;
        }
        runeLeft = 0;
        if (b == ESC) {
            begin();
        } else if (b == 0xc2) {
            afterC2 = true;
        } else if (b >= 0xc3 && b <= 0xf4) {
            runeLeft = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
            out.write(b);
        } else if (b >= 0xa0 || (b >= 0x20 && b < 0x7f) || CONTROLS.indexOf(b) >= 0) {
            // From 0xa0 on: text in an old eight-bit encoding.
            out.write(b);
        }
    }

    private void begin() {
        sequence.reset();
        sequence.write(ESC);
        state = State.ESCAPE;
    }

    private void escape(int b, ByteArrayOutputStream out) {
        sequence.write(b);
        if (b == '[') {
            state = State.SEQUENCE;
        } else if (STRINGS.indexOf(b) >= 0) {
            state = State.STRING;
        } else if (CHARACTER_SETS.indexOf(b) >= 0) {
            state = State.ESCAPE_MORE;
        } else if (b == ESC) {
            begin();
        } else {
            finish(ESCAPES.indexOf(b) >= 0, out);
        }
    }

    private void sequence(int b, ByteArrayOutputStream out) {
        if (b == ESC) {
            begin();
            return;
        }
        sequence.write(b);
        if (b >= 0x40 && b < 0x7f) {
            finish(ControlSequences.isHarmless(sequence.toByteArray()), out);
        } else if (b < 0x20 || b >= 0x7f || sequence.size() > LONGEST_SEQUENCE) {
            finish(false, out);
        }
    }

    private void finish(boolean harmless, ByteArrayOutputStream out) {
        if (harmless) {
            out.writeBytes(sequence.toByteArray());
        }
        sequence.reset();
        state = State.TEXT;
    }
}
