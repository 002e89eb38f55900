package dev.sallyport.cli.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeOutputTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text\r\n\ttab\b\u0007",
                "Grüße, ሴ, 😀, \u00a0, \u00bf",
                "␛[1;31mred␛[0m␛[38;2;1;2;3m␛[4:3m",
                "␛[H␛[2J␛[10;20H␛[K␛[5A␛[3L␛[1;24r␛[s␛[u",
                "␛[?1049h␛[?25l␛[?7h␛[?1049;25l␛[?2026h",
                "␛7␛8␛M␛D␛=␛>␛(B␛)0␛#8",
                "␛[2 q␛[!p",
            })
    void passesWhatDraws(String text) {
        assertThat(passed(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "␛]52;c;aGVsbG8=\u0007", // clipboard
                "␛]52;c;?␛\\",
                "␛]0;title\u0007",
                "␛]8;;http://example.com␛\\",
                "␛]10;?␛\\", // colours
                "␛[21t", // title report
                "␛[8;10;10t", // resizing
                "␛P$qm␛\\", // DECRQSS
                "␛P+q544e␛\\", // termcap
                "␛[c",
                "␛[>c",
                "␛[=c",
                "␛Z", // device attributes
                "␛[6n",
                "␛[?6n",
                "␛[5n", // reports
                "␛[?2026$p", // mode request
                "␛[>q", // version request
                "␛[?u",
                "␛[>1u", // keyboard protocol
                "␛[?1000h",
                "␛[?1006;25h",
                "␛[?2004h",
                "␛[?1004h",
                "␛[?1h", // input modes
                "␛[5i",
                "␛[?5i", // printing
                "␛[1*y", // checksum of the screen
                "␛_Gi=1␛\\",
                "␛^pm␛\\",
                "␛Xsos␛\\", // strings
                "\u0005", // answerback
                "\u009b6n",
                "\u009d52;c;eA==\u009c", // controls of one character
                "\u007f",
                "␛%@", // out of UTF-8, where parts of letters are controls
            })
    void leavesOutWhatMakesATerminalActOrAnswer(String text) {
        String passed = passed("a" + text + "b");

        assertThat(passed).startsWith("a").endsWith("b");
        // Of eight-bit controls only the harmless text behind them may stay.
        assertThat(passed).doesNotContain("\u001b").doesNotContain("\u009b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"␛]0;x␛[6n", "␛[1␛]52;c;eA==\u0007", "␛␛[6n", "␛[6␛[6n", "␛P1␛␛[6n"})
    void isNotFooledByBrokenSequences(String text) {
        assertThat(passed(text)).doesNotContain("6n").doesNotContain("52");
    }

    @Property
    void doesNotCareWhereOutputIsCut(@ForAll("hostile") String text, @ForAll byte[] more) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(Bytes.ofUtf8(text).toArray());
        both.writeBytes(more);
        Bytes all = Bytes.wrap(both.toByteArray());
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        SafeOutput filter = new SafeOutput();
        for (int i = 0; i < all.size(); i++) {
            single.writeBytes(filter.pass(all.slice(i, i + 1)).toArray());
        }

        assertThat(Bytes.wrap(single.toByteArray())).isEqualTo(new SafeOutput().pass(all));
    }

    @Property
    void neverLetsAStringOrAReportThrough(@ForAll("hostile") String text) {
        String passed = new SafeOutput().pass(Bytes.ofUtf8(text)).toUtf8();

        assertThat(passed).doesNotContain("\u001b]").doesNotContain("\u001bP");
        assertThat(passed).doesNotContainPattern("\u001b\\[[?>=]?[0-9;]*[cnt]");
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "\u001b", "[", "]", "P", "6", "n", "c", "t", ";", "?", "52", "\u0007", "\\",
                        "\u009b", "\u009c", "a", "é", "H", "m", "\u0018", "$", "p", " ", "(")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static String passed(String text) {
        return new SafeOutput()
                .pass(Bytes.ofUtf8(text.replace('␛', '\u001b')))
                .toUtf8()
                .replace('\u001b', '␛');
    }
}
