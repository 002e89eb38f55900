package dev.sallyport.cli.pick;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/// A list on the terminal: typing narrows it, the arrow keys move, Enter takes, Escape or Ctrl-C
/// leaves. It is drawn on standard error, and wiped when it is done.
public final class TerminalPicker implements Picker {
    private static final int MOST_ROWS = 12;
    private static final int PAGE = MOST_ROWS - 1;
    // Long enough for the rest of an arrow key's bytes, short enough for a lone Escape.
    private static final long ESCAPE_MILLIS = 100;

    private enum Key {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        TAKE,
        LEAVE,
        ERASE,
        ERASE_ALL,
        TYPE
    }

    /// Opens the terminal when there is something to pick: it takes a while.
    public interface Opener {
        Terminal open() throws IOException;
    }

    private final Opener opener;

    TerminalPicker(Opener opener) {
        this.opener = opener;
    }

    /// Picks on the terminal this program runs in.
    public static TerminalPicker onSystemTerminal() {
        return new TerminalPicker(() ->
                TerminalBuilder.builder()
                        .system(true)
                        .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                        .dumb(false)
                        // No questions to the terminal: a late answer would be typed somewhere.
                        .graphemeCluster(false)
                        .build());
    }

    @Override
    public Optional<Integer> pick(String title, List<String> rows, String filter) {
        try (Terminal terminal = opener.open()) {
            Attributes before = terminal.enterRawMode();
            Display display = new Display(terminal, false);
            display.resize(size(terminal));
            try {
                return choose(terminal, display, title, new Choice(rows, filter));
            } finally {
                display.update(List.of(), 0);
                terminal.setAttributes(before);
                terminal.flush();
            }
        } catch (EndOfFileException _) {
            return Optional.empty(); // The terminal has gone.
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "no list can be shown on this terminal: " + e.getMessage(),
                    "write more of the name, or the id");
        }
    }

    private static Optional<Integer> choose(
            Terminal terminal, Display display, String title, Choice choice) {
        BindingReader reader = new BindingReader(terminal.reader());
        KeyMap<Key> keys = keys(terminal);
        while (true) {
            List<AttributedString> lines = draw(terminal, title, choice);
            display.update(lines, lines.getFirst().columnLength());
            Key key = reader.readBinding(keys);
            if (key == null) {
                return Optional.empty(); // The terminal has gone.
            }
            switch (key) {
                case UP -> choice.move(-1);
                case DOWN -> choice.move(1);
                case PAGE_UP -> choice.move(-PAGE);
                case PAGE_DOWN -> choice.move(PAGE);
                case ERASE -> choice.erase();
                case ERASE_ALL -> choice.eraseAll();
                case TYPE -> choice.type(reader.getLastBinding());
                case LEAVE -> {
                    return Optional.empty();
                }
                case TAKE -> {
                    if (choice.chosen() >= 0) {
                        return Optional.of(choice.chosen());
                    }
                }
            }
        }
    }

    private static KeyMap<Key> keys(Terminal terminal) {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setAmbiguousTimeout(ESCAPE_MILLIS);
        keys.setUnicode(Key.TYPE);
        for (char c = ' '; c < 0x7f; c++) {
            keys.bind(Key.TYPE, String.valueOf(c));
        }
        keys.bind(Key.UP, KeyMap.key(terminal, Capability.key_up), "\033[A", KeyMap.ctrl('P'));
        keys.bind(Key.DOWN, KeyMap.key(terminal, Capability.key_down), "\033[B", KeyMap.ctrl('N'));
        keys.bind(Key.PAGE_UP, KeyMap.key(terminal, Capability.key_ppage), "\033[5~");
        keys.bind(Key.PAGE_DOWN, KeyMap.key(terminal, Capability.key_npage), "\033[6~");
        keys.bind(Key.TAKE, "\r", "\n");
        keys.bind(Key.LEAVE, "\033", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        keys.bind(Key.ERASE, KeyMap.del(), "\b");
        keys.bind(Key.ERASE_ALL, KeyMap.ctrl('U'));
        return keys;
    }

    private static List<AttributedString> draw(Terminal terminal, String title, Choice choice) {
        int width = Math.max(20, size(terminal).getColumns() - 1);
        int height = Math.clamp(size(terminal).getRows() - 2, 1, MOST_ROWS);
        List<String> rows = choice.matching();
        int first = Math.max(0, choice.cursor() - height + 1);
        List<AttributedString> lines = new ArrayList<>();
        lines.add(line(title + " > " + choice.filter(), AttributedStyle.BOLD, width));
        for (int i = first; i < Math.min(rows.size(), first + height); i++) {
            boolean here = i == choice.cursor();
            lines.add(
                    line(
                            (here ? "> " : "  ") + rows.get(i),
                            here ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT,
                            width));
        }
        if (rows.isEmpty()) {
            lines.add(line("  nothing matches", AttributedStyle.DEFAULT, width));
        } else if (rows.size() > height) {
            lines.add(line("  " + rows.size() + " in all", AttributedStyle.DEFAULT, width));
        }
        return lines;
    }

    /// A terminal that does not know its size counts as the usual one.
    private static Size size(Terminal terminal) {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : Size.of(80, 24);
    }

    private static AttributedString line(String text, AttributedStyle style, int width) {
        return new AttributedString(text, style).columnSubSequence(0, width);
    }
}
