package dev.sallyport.protocol.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UserCertificateTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_000);
    private static final Bytes NONCE = Bytes.wrap(new byte[32]);

    private final KeyPair authority = pair();
    private final P256Key user = P256Key.of((ECPublicKey) pair().getPublic());

    private static KeyPair pair() {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            return maker.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private final UserCertificate.Authority signer =
            new UserCertificate.Authority() {
                @Override
                public P256Key key() {
                    return P256Key.of((ECPublicKey) authority.getPublic());
                }

                @Override
                public byte[] sign(byte[] content) {
                    try {
                        Signature maker = Signature.getInstance("SHA256withECDSAinP1363Format");
                        maker.initSign(authority.getPrivate());
                        maker.update(content);
                        return maker.sign();
                    } catch (GeneralSecurityException e) {
                        throw new AssertionError(e);
                    }
                }
            };

    private UserCertificate certificate(String principal) {
        return new UserCertificate(
                user,
                "alice-0123, arn:aws:iam::000000000000:user/alice",
                principal,
                FROM,
                FROM.plusSeconds(120),
                UserCertificate.extensions(true));
    }

    private static byte[] field(ByteBuffer in) {
        byte[] field = new byte[in.getInt()];
        in.get(field);
        return field;
    }

    private static String text(ByteBuffer in) {
        return new String(field(in), StandardCharsets.UTF_8);
    }

    @Test
    void aCertificateSaysWhatOpenSshReads() throws Exception {
        String line = certificate("alice-0123").signed(signer, NONCE);

        assertThat(line).startsWith(UserCertificate.TYPE + " ");
        Bytes blob = Bytes.ofBase64(line.substring(line.indexOf(' ') + 1));
        ByteBuffer in = blob.asReadOnlyBuffer();
        assertThat(text(in)).isEqualTo(UserCertificate.TYPE);
        assertThat(field(in)).hasSize(32);
        assertThat(text(in)).isEqualTo("nistp256");
        assertThat(field(in)).isEqualTo(user.point().toArray());
        assertThat(in.getLong()).isZero();
        assertThat(in.getInt()).isEqualTo(1);
        assertThat(text(in)).startsWith("alice-0123, arn:");
        ByteBuffer principals = ByteBuffer.wrap(field(in));
        assertThat(text(principals)).isEqualTo("alice-0123");
        assertThat(principals.hasRemaining()).isFalse();
        assertThat(in.getLong()).isEqualTo(1_000);
        assertThat(in.getLong()).isEqualTo(1_120);
        assertThat(field(in)).isEmpty();
        ByteBuffer extensions = ByteBuffer.wrap(field(in));
        assertThat(text(extensions)).isEqualTo("permit-port-forwarding");
        assertThat(text(extensions)).isEmpty();
        assertThat(text(extensions)).isEqualTo("permit-pty");
        assertThat(text(extensions)).isEmpty();
        assertThat(text(in)).isEmpty();
        assertThat(field(in)).isEqualTo(signer.key().blob().toArray());
        int signedUpTo = in.position();
        ByteBuffer signature = ByteBuffer.wrap(field(in));
        assertThat(in.hasRemaining()).isFalse();
        assertThat(text(signature)).isEqualTo(P256Key.TYPE);
        verify(blob.slice(0, signedUpTo), ByteBuffer.wrap(field(signature)));
    }

    private void verify(Bytes content, ByteBuffer numbers) throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(authority.getPublic());
        check.update(content.toArray());
        byte[] both = new byte[64];
        for (int i = 0; i < 2; i++) {
            byte[] number = new BigInteger(field(numbers)).toByteArray();
            int surplus = Math.max(0, number.length - 32);
            int length = number.length - surplus;
            System.arraycopy(number, surplus, both, 32 * (i + 1) - length, length);
        }
        assertThat(check.verify(both)).isTrue();
    }

    @Test
    void forwardingIsNamedOnlyWhereItIsAllowed() {
        assertThat(UserCertificate.extensions(false)).containsExactly("permit-pty");
    }

    @Test
    void aCertificateForEverybodyCannotBeMade() {
        assertThatThrownBy(() -> certificate(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("principal");
    }

    @Test
    void aShortNonceIsRefused() {
        UserCertificate certificate =
                new UserCertificate(user, "", "s", FROM, FROM, new TreeSet<>());

        assertThatThrownBy(() -> certificate.signed(signer, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
