package dev.sallyport.protocol.ssh;

import dev.sallyport.protocol.Bytes;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;

/// A public key on the curve P-256 in the form of OpenSSH (RFC 5656): what a line of `known_hosts`
/// and a certificate hold.
public record P256Key(Bytes blob) {
    public static final String TYPE = "ecdsa-sha2-nistp256";

    static final String CURVE = "nistp256";
    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final ECParameterSpec P256 = parameters();

    /// @throws IllegalArgumentException when it is no such key
    public P256Key {
        point(blob);
    }

    /// @throws IllegalArgumentException when it lies on another curve
    public static P256Key of(ECPublicKey key) {
        ECPoint point = key.getW();
        byte[] encoded = new byte[1 + 2 * COORDINATE];
        encoded[0] = UNCOMPRESSED;
        put(point.getAffineX(), encoded, 1);
        put(point.getAffineY(), encoded, 1 + COORDINATE);
        return new P256Key(new SshBytes().text(TYPE).text(CURVE).bytes(encoded).done());
    }

    /// Reads `ecdsa-sha2-nistp256 BASE64`, perhaps with a comment behind.
    ///
    /// @throws IllegalArgumentException when it is no such line
    public static P256Key parse(String line) {
        String[] words = line.strip().split(" ", 3);
        if (words.length < 2 || !words[0].equals(TYPE)) {
            throw new IllegalArgumentException("public key (expected: " + TYPE + " BASE64)");
        }
        return new P256Key(Bytes.ofBase64(words[1]));
    }

    /// The point alone, uncompressed, as certificates repeat it.
    Bytes point() {
        return Bytes.wrap(point(blob));
    }

    public ECPublicKey toKey() {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(onCurve(point(blob)), P256));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    /// The form {@link #parse} reads.
    @Override
    public String toString() {
        return TYPE + " " + blob.toBase64();
    }

    private static byte[] point(Bytes blob) {
        try {
            ByteBuffer in = blob.asReadOnlyBuffer();
            if (!new String(field(in), StandardCharsets.US_ASCII).equals(TYPE)
                    || !new String(field(in), StandardCharsets.US_ASCII).equals(CURVE)) {
                throw malformed();
            }
            byte[] point = field(in);
            if (in.hasRemaining()) {
                throw malformed();
            }
            onCurve(point);
            return point;
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
    }

    private static byte[] field(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw malformed();
        }
        byte[] field = new byte[length];
        in.get(field);
        return field;
    }

    private static ECPoint onCurve(byte[] encoded) {
        if (encoded.length != 1 + 2 * COORDINATE || encoded[0] != UNCOMPRESSED) {
            throw malformed();
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(encoded, 1, 1 + COORDINATE));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(encoded, 1 + COORDINATE, 65));
        EllipticCurve curve = P256.getCurve();
        BigInteger prime = ((ECFieldFp) curve.getField()).getP();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(prime);
        boolean inField = x.compareTo(prime) < 0 && y.compareTo(prime) < 0;
        if (!inField || !y.pow(2).mod(prime).equals(right)) {
            throw malformed();
        }
        return new ECPoint(x, y);
    }

    private static void put(BigInteger coordinate, byte[] into, int at) {
        byte[] bytes = coordinate.toByteArray();
        int surplus = Math.max(0, bytes.length - COORDINATE);
        if (surplus > 1) {
            throw malformed();
        }
        int length = bytes.length - surplus;
        System.arraycopy(bytes, surplus, into, at + COORDINATE - length, length);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("public key (expected: a point of P-256)");
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            return curve.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }
}
