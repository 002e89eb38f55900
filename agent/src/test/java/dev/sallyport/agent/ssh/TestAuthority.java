package dev.sallyport.agent.ssh;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.ssh.P256Key;
import dev.sallyport.protocol.ssh.UserCertificate;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;

/// Makes keys and certificates as the server does.
record TestAuthority(KeyPair pair) implements UserCertificate.Authority {
    static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// From five minutes before `from` to two minutes after.
    static String certificate(KeyPair by, KeyPair user, String principal, Instant from) {
        UserCertificate content =
                new UserCertificate(
                        P256Key.of((ECPublicKey) user.getPublic()),
                        "id",
                        principal,
                        from.minusSeconds(300),
                        from.plusSeconds(120),
                        UserCertificate.extensions(true));
        return content.signed(new TestAuthority(by), Bytes.wrap(new byte[32]));
    }

    @Override
    public P256Key key() {
        return P256Key.of((ECPublicKey) pair.getPublic());
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            Signature maker = Signature.getInstance("SHA256withECDSAinP1363Format");
            maker.initSign(pair.getPrivate());
            maker.update(content);
            return maker.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
