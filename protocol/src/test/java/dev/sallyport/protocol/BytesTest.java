package dev.sallyport.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void aSliceEqualsACopyOfTheSameBytes() {
        Bytes whole = Bytes.ofHex("00112233");

        assertThat(whole.slice(1, 3)).isEqualTo(Bytes.ofHex("1122"));
        assertThat(whole.slice(1, 3).sha256()).isEqualTo(Bytes.ofHex("1122").sha256());
    }

    @Property
    void survivesHexAndBase64(@ForAll byte[] any) {
        Bytes bytes = Bytes.copyOf(any);

        assertThat(Bytes.ofHex(bytes.toHex())).isEqualTo(bytes);
        assertThat(Bytes.ofBase64(bytes.toBase64())).isEqualTo(bytes);
    }

    @Test
    void doesNotPrintItsContent() {
        assertThat(Bytes.ofUtf8("hunter2").toString()).doesNotContain("hunter2");
        assertThat(Secret.of("hunter2").toString()).doesNotContain("hunter2");
    }
}
