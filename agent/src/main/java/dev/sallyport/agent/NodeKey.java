package dev.sallyport.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// The node's own RSA key: made here, kept here, PKCS #8 in PEM.
final class NodeKey {
    /// What servers expect of a node, as the stock agent has it.
    private static final int BITS = 2048;

    private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String FOOT = "-----END PRIVATE KEY-----";

    private NodeKey() {}

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    static byte[] encode(PrivateKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return (HEAD + "\n" + body + "\n" + FOOT + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    static PrivateKey decode(byte[] pem) throws IOException {
        String text = new String(pem, StandardCharsets.US_ASCII).strip();
        if (!text.startsWith(HEAD) || !text.endsWith(FOOT)) {
            throw new IOException("node key: not a PEM file with a PKCS #8 key");
        }
        String body = text.substring(HEAD.length(), text.length() - FOOT.length());
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // The cause could quote the key.
            throw new IOException("node key: not readable");
        }
    }
}
