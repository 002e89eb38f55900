package dev.sallyport.server.identity.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import org.junit.jupiter.api.Test;

class SeedsTest {
    // RFC 4648, section 10.
    @Test
    void writesSeedsInBase32() {
        assertThat(Seeds.base32(Bytes.ofUtf8("fooba"))).isEqualTo("MZXW6YTB");
        assertThat(Seeds.base32(Bytes.wrap(new byte[Seeds.SIZE]))).hasSize(64);
    }
}
