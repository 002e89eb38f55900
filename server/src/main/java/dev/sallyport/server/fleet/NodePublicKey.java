package dev.sallyport.server.fleet;

import dev.sallyport.protocol.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/// The public half of a node's key: RSA, 2048 to 8192 bits.
public final class NodePublicKey {
    /// The one key type the protocol has.
    public static final String TYPE = "Rsa";

    private static final int SHORTEST = 2048;
    // A longer modulus buys nothing and lets a stranger choose how long we calculate.
    private static final int LONGEST = 8192;

    private final Bytes encoded;
    private final RSAPublicKey key;

    private NodePublicKey(Bytes encoded, RSAPublicKey key) {
        this.encoded = encoded;
        this.key = key;
    }

    /// Reads base64 of a DER SubjectPublicKeyInfo; empty when it is not such a key.
    public static Optional<NodePublicKey> parse(String base64) {
        try {
            return parse(Bytes.ofBase64(base64));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Reads a DER SubjectPublicKeyInfo; empty when it is not such a key.
    public static Optional<NodePublicKey> parse(Bytes der) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            if (!(factory.generatePublic(new X509EncodedKeySpec(der.toArray()))
                    instanceof RSAPublicKey rsa)) {
                return Optional.empty();
            }
            int bits = rsa.getModulus().bitLength();
            boolean usable =
                    bits >= SHORTEST
                            && bits <= LONGEST
                            && rsa.getPublicExponent().bitLength() <= 64
                            && rsa.getPublicExponent().testBit(0)
                            && rsa.getPublicExponent().bitLength() > 1;
            // Encoded anew: two spellings of one key must not pass for two keys.
            return usable
                    ? Optional.of(new NodePublicKey(Bytes.wrap(rsa.getEncoded()), rsa))
                    : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    public PublicKey key() {
        return key;
    }

    /// DER SubjectPublicKeyInfo.
    public Bytes encoded() {
        return encoded;
    }

    /// Names the key in the store: SHA-256 of its encoding, hex.
    public String thumbprint() {
        return encoded.sha256().toHex();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodePublicKey that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "NodePublicKey[" + thumbprint() + "]";
    }
}
