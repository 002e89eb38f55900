package dev.sallyport.cli.pick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TerminalPickerTest {
    private static final List<String> ROWS =
            List.of("web-1  Online   team=web", "web-2  offline  team=web", "db     Online");

    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();

    private Optional<Integer> pick(String keys, String filter) {
        return new TerminalPicker(
                        () -> {
                            LineDisciplineTerminal terminal =
                                    new LineDisciplineTerminal(
                                            "test", "xterm", drawn, StandardCharsets.UTF_8);
                            terminal.setSize(Size.of(80, 24));
                            terminal.enterRawMode();
                            terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
                            return terminal;
                        })
                .pick("Which node?", ROWS, filter);
    }

    @ParameterizedTest
    @CsvSource({
        "'\r', 0",
        "'\033[B\r', 1",
        "'\033[B\033[B\033[B\033[B\r', 2",
        "'\033[B\033[A\033[A\r', 0",
        "'db\r', 2",
        "'web offl\r', 1",
        "'xx\177\177ONLINE\033[B\r', 2",
        "'zzz\025db\r', 2",
        "'nothing like it\r\025\r', 0"
    })
    void takesTheRowUnderTheCursor(String keys, int row) {
        assertThat(pick(keys, "")).contains(row);
    }

    @ParameterizedTest
    @CsvSource({"'\033'", "'\003'", "'\004'", "'web\003'"})
    void leavesWithoutAChoice(String keys) {
        assertThat(pick(keys, "")).isEmpty();
    }

    @Test
    void beginsWithTheFilterItIsGiven() {
        assertThat(pick("\r", "web-2")).contains(1);
        assertThat(drawn.toString(StandardCharsets.UTF_8))
                .contains("Which node? > web-2")
                .doesNotContain("db     Online");
    }

    @Test
    void leavesWhenTheTerminalHasGone() {
        TerminalPicker gone =
                new TerminalPicker(() -> {
                    LineDisciplineTerminal terminal =
                            new LineDisciplineTerminal(
                                    "test", "xterm", drawn, StandardCharsets.UTF_8);
                    terminal.input().close();
                    return terminal;
                });

        assertThat(gone.pick("Which?", ROWS, "")).isEmpty();
    }
}
