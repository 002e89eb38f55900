package dev.sallyport.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Style PLAIN = new Style(false);

    @Test
    void makesColumnsAsWideAsTheirWidestCell() {
        Table table = new Table("NAME", "STATUS");
        table.row("a", "Online");
        table.row("somewhat longer", "");

        assertThat(table.lines(PLAIN))
                .containsExactly(
                        "NAME             STATUS", "a                Online", "somewhat longer  -");
    }

    @Test
    void coloursStatesWithoutMovingColumns() {
        Table table = new Table("STATUS", "NAME");
        table.row("Online", "a");

        assertThat(table.lines(new Style(true)))
                .containsExactly("\u001b[1mSTATUS  NAME\u001b[0m", "\u001b[32mOnline\u001b[0m  a");
    }

    @Test
    void showsNoControlCharacters() {
        Table table = new Table("NAME");
        table.row("a\u001b]52;c;eA==\u0007\u202e\nb");

        assertThat(table.lines(PLAIN).getLast()).isEqualTo("a\ufffd]52;c;eA==\ufffd\ufffd\ufffdb");
    }

    @Test
    void refusesARowThatDoesNotFit() {
        assertThatThrownBy(() -> new Table("A", "B").row("a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void coloursOnlyForATerminalWhoseUserWantsIt() {
        assertThat(Style.of(true, Map.of()).coloured()).isTrue();
        assertThat(Style.of(false, Map.of()).coloured()).isFalse();
        assertThat(Style.of(true, Map.of("NO_COLOR", "1")).coloured()).isFalse();
        assertThat(Style.of(true, Map.of("TERM", "dumb")).coloured()).isFalse();
    }
}
