package dev.sallyport.server.identity.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final Bytes SEED = Bytes.ofUtf8("12345678901234567890");

    // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    @ParameterizedTest(name = "at {0} the code is {1}")
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheCodesOfTheStandard(long second, String code) {
        long step = Totp.step(Instant.ofEpochSecond(second));

        assertThat(new Totp(SEED).code(step)).isEqualTo(code);
        assertThat(new Totp(SEED).find(code, step - 1, step + 1)).contains(step);
    }

    // RFC 4648, section 10.
    @Test
    void writesSeedsInBase32() {
        assertThat(Seeds.base32(Bytes.ofUtf8("fooba"))).isEqualTo("MZXW6YTB");
        assertThat(Seeds.base32(Bytes.wrap(new byte[Seeds.SIZE]))).hasSize(64);
    }
}
