package dev.sallyport.server.fleet;

import dev.sallyport.protocol.Bytes;
import java.math.BigInteger;
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

    private NodePublicKey(Bytes encoded) {
        this.encoded = encoded;
    }

    /// A key that {@link #parse} once accepted, as the store has it.
    public static NodePublicKey ofStored(Bytes encoded) {
        return new NodePublicKey(encoded);
    }

    /// Reads base64 of a DER SubjectPublicKeyInfo; empty when it is not such a key.
    public static Optional<NodePublicKey> parse(String base64) {
        try {
            RSAPublicKey key = rsa(Bytes.ofBase64(base64));
            // Encoded anew: two spellings of one key must not pass for two keys.
            return isUsable(key)
                    ? Optional.of(new NodePublicKey(Bytes.wrap(key.getEncoded())))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isUsable(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        BigInteger exponent = key.getPublicExponent();
        return bits >= SHORTEST
                && bits <= LONGEST
                && exponent.testBit(0)
                && exponent.bitLength() > 1
                && exponent.bitLength() <= 64;
    }

    private static RSAPublicKey rsa(Bytes der) throws GeneralSecurityException {
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der.toArray()));
    }

    public PublicKey key() {
        try {
            return rsa(encoded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("stored public key is damaged", e);
        }
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
