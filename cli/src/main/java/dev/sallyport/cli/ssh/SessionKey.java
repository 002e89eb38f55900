package dev.sallyport.cli.ssh;

import dev.sallyport.protocol.ssh.P256Key;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// A key made for one session.
public final class SessionKey {
    private final KeyPair pair;

    private SessionKey(KeyPair pair) {
        this.pair = pair;
    }

    public static SessionKey make(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return new SessionKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    P256Key open() {
        return P256Key.of((ECPublicKey) pair.getPublic());
    }

    /// The half for others, in a line.
    public String line() {
        return open().toString();
    }

    /// As OpenSSH reads it.
    String secretPem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
