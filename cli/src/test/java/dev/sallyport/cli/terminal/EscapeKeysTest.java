package dev.sallyport.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeKeysTest {
    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "ls, ls",
                "~., END",
                "a~., a~.",
                "a⏎~., a⏎END",
                "~~., ~.",
                "a⏎~~⏎, a⏎~⏎",
                "~?, HELP",
                "~?~., HELPEND",
                "~x, ~x",
                "~⏎~., ~⏎END",
                "⏎⏎~.rest, ⏎⏎ENDrest",
            })
    void findsKeysAfterALinesEnd(String typed, String meaning) {
        assertThat(meaning(EscapeKeys.of('~'), List.of(bytes(typed)))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"a⏎~., a⏎END", "~~.x, ~.x", "ab⏎~?, ab⏎HELP"})
    void findsKeysTypedOneByOne(String typed, String meaning) {
        List<Bytes> single = new ArrayList<>();
        Bytes all = bytes(typed);
        for (int i = 0; i < all.size(); i++) {
            single.add(all.slice(i, i + 1));
        }

        assertThat(meaning(EscapeKeys.of('~'), single)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"~., ~.", "a⏎~?, a⏎~?"})
    void findsNothingWhenSwitchedOff(String typed, String meaning) {
        assertThat(meaning(EscapeKeys.none(), List.of(bytes(typed)))).isEqualTo(meaning);
    }

    @Property
    void passesEverythingElseUnchanged(@ForAll byte[] typed) {
        byte[] plain = typed.clone();
        for (int i = 0; i < plain.length; i++) {
            plain[i] = plain[i] == '~' ? (byte) 'x' : plain[i];
        }

        List<EscapeKeys.Key> keys = EscapeKeys.of('~').read(Bytes.copyOf(plain));

        if (plain.length == 0) {
            assertThat(keys).isEmpty();
        } else {
            assertThat(keys).containsExactly(new EscapeKeys.Typed(Bytes.copyOf(plain)));
        }
    }

    private static String meaning(EscapeKeys escapeKeys, List<Bytes> typed) {
        return typed.stream()
                .flatMap(bytes -> escapeKeys.read(bytes).stream())
                .map(key ->
                        switch (key) {
                            case EscapeKeys.Typed(Bytes bytes) -> bytes.toUtf8();
                            case EscapeKeys.End() -> "END";
                            case EscapeKeys.Help() -> "HELP";
                        })
                .collect(Collectors.joining())
                .replace('\r', '⏎');
    }

    private static Bytes bytes(String typed) {
        return Bytes.ofUtf8(typed.replace('⏎', '\r'));
    }
}
