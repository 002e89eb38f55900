package dev.sallyport.protocol.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The key was made by ssh-keygen of OpenSSH 9.2.
class P256KeyTest {
    private static final String LINE =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAtqef26d/SpDZJsF87TgxquDdBL+7RNnQMvNaQIbnLsFUCDCtWWHlTYmFRS3QoDx/Uwmc39rhtxMiDhtYBVUnA=";

    @Test
    void aKeyOfOpenSshComesBackAsItWas() {
        P256Key key = P256Key.parse(LINE + " a comment");

        assertThat(key).hasToString(LINE);
        assertThat(P256Key.of(key.toKey())).isEqualTo(key);
    }

    @Test
    void aKeyOfJavasIsTheSameAfterReading() throws Exception {
        KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
        maker.initialize(new ECGenParameterSpec("secp256r1"));
        // Coordinates with leading zeros come up now and then.
        for (int i = 0; i < 300; i++) {
            ECPublicKey made = (ECPublicKey) maker.generateKeyPair().getPublic();
            ECPublicKey read = P256Key.parse(P256Key.of(made).toString()).toKey();
            assertThat(read.getW()).isEqualTo(made.getW());
        }
    }

    @Test
    void aPointBesideTheCurveIsNoKey() {
        byte[] blob = P256Key.parse(LINE).blob().toArray();
        blob[blob.length - 1] ^= 1;

        assertThatThrownBy(() -> new P256Key(Bytes.wrap(blob)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void aKeyWithMoreBehindItOrLessInItIsNoKey() {
        Bytes blob = P256Key.parse(LINE).blob();
        for (int length = 0; length < blob.size(); length++) {
            Bytes shorter = blob.slice(0, length);
            assertThatThrownBy(() -> new P256Key(shorter))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Bytes longer = Bytes.ofHex(blob.toHex() + "00");
        assertThatThrownBy(() -> new P256Key(longer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyOfAnotherCurveIsRefused() throws Exception {
        KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
        maker.initialize(new ECGenParameterSpec("secp384r1"));
        ECPublicKey other = (ECPublicKey) maker.generateKeyPair().getPublic();

        assertThatThrownBy(() -> P256Key.of(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ecdsa-sha2-nistp256",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==",
                "ecdsa-sha2-nistp256 ***"
            })
    void whatIsNoSuchLineIsRefused(String line) {
        assertThatThrownBy(() -> P256Key.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
