package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The one secret of the installation, from which the others come. It never prints itself.
public final class MasterKey {
    private static final int SIZE = 32;

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    public static MasterKey of(Bytes key) {
        if (key.size() != SIZE) {
            throw new IllegalArgumentException(
                    "master key: " + key.size() + " bytes (expected: " + SIZE + ")");
        }
        return new MasterKey(key.toArray());
    }

    public static MasterKey generate(SecureRandom random) {
        byte[] key = new byte[SIZE];
        random.nextBytes(key);
        return new MasterKey(key);
    }

    /// The bytes, for the file that keeps them.
    public Bytes reveal() {
        return Bytes.copyOf(key);
    }

    /// A key of 32 bytes for one purpose, unrelated to those for other purposes.
    SecretKey derive(String purpose, String algorithm) {
        try {
            HKDFParameterSpec spec =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(new SecretKeySpec(key, "HKDF"))
                            .thenExpand(Bytes.ofUtf8("sallyport " + purpose).toArray(), SIZE);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    /// As {@link #derive}, for rooms that make their own use of it.
    public Bytes subkey(String purpose) {
        return Bytes.wrap(derive("room: " + purpose, "Generic").getEncoded());
    }

    @Override
    public String toString() {
        return "MasterKey[***]";
    }
}
