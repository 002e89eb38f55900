package dev.sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final Bytes SEED = Bytes.ofUtf8("12345678901234567890");

    /// RFC 6238, appendix B: the last six of its eight digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SEED, Totp.stepAt(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void findsACodeWithinTheWindowOnly() {
        assertThat(Totp.find(SEED, Totp.code(SEED, 99), 100, 1)).hasValue(99);
        assertThat(Totp.find(SEED, Totp.code(SEED, 101), 100, 1)).hasValue(101);
        assertThat(Totp.find(SEED, Totp.code(SEED, 98), 100, 1)).isEmpty();
        assertThat(Totp.find(SEED, Totp.code(SEED, 102), 100, 1)).isEmpty();
    }

    @Test
    void findsNothingForWhatIsNoCode() {
        assertThat(Totp.find(SEED, "", 100, 1)).isEmpty();
        assertThat(Totp.find(SEED, Totp.code(SEED, 100) + "0", 100, 1)).isEmpty();
    }

    @Test
    void findsTwoCodesThatFollowEachOther() {
        for (long step : new long[] {99, 100, 101}) {
            assertThat(
                            Totp.findPair(
                                    SEED, Totp.code(SEED, step - 1), Totp.code(SEED, step), 100, 1))
                    .hasValue(step);
        }
    }

    @Test
    void findsNoPairInTheWrongOrderWithAGapOrOfOneCode() {
        String before = Totp.code(SEED, 99);
        String now = Totp.code(SEED, 100);

        assertThat(Totp.findPair(SEED, now, before, 100, 1)).isEmpty();
        assertThat(Totp.findPair(SEED, Totp.code(SEED, 98), now, 100, 1)).isEmpty();
        assertThat(Totp.findPair(SEED, now, now, 100, 1)).isEmpty();
        assertThat(Totp.findPair(SEED, before, now, 103, 1)).isEmpty();
    }
}
