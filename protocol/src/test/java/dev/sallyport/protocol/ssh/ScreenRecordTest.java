package dev.sallyport.protocol.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.TerminalSize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenRecordTest {
    @Test
    void everyRecordComesBackAsItWas() throws MalformedMessageException {
        List<ScreenRecord> all =
                List.of(
                        new ScreenRecord.Output(Bytes.ofHex("00ff1b5b")),
                        new ScreenRecord.Input(Bytes.ofUtf8("ls\r")),
                        new ScreenRecord.Input(Bytes.EMPTY),
                        new ScreenRecord.Resize(new TerminalSize(65_535, 1)),
                        new ScreenRecord.Note("channel 1: command: grüß -l"));

        for (ScreenRecord record : all) {
            assertThat(ScreenRecord.decode(record.encode())).isEqualTo(record);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7a", "72", "7200010002ff"})
    void whatIsNoRecordIsRefused(String hex) {
        assertThatThrownBy(() -> ScreenRecord.decode(Bytes.ofHex(hex)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("screen record");
    }

    @Test
    void aNoteIsOneLineWithoutControlCharacters() {
        assertThat(new ScreenRecord.Note("a\n\u001b[2J\u202e\u009bb").text())
                .isEqualTo("a\ufffd\ufffd[2J\ufffd\ufffdb");
    }

    @Test
    void aNoteHasAnEnd() {
        assertThat(new ScreenRecord.Note("x".repeat(10_000)).text()).hasSize(ScreenRecord.MAX_NOTE);
    }
}
