package dev.sallyport.server.fleet;

import dev.sallyport.protocol.Bytes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Key pairs for tests, made once each.
public final class Keys {
    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private Keys() {}

    public static String first() {
        return base64(rsa("first", 2048));
    }

    public static String second() {
        return base64(rsa("second", 2048));
    }

    public static String third() {
        return base64(rsa("third", 2048));
    }

    public static List<String> unfit() {
        return List.of(
                base64(rsa("short", 1024)), base64(generate("EC", 256)), "", "bm90IGEga2V5", "***");
    }

    public static NodePublicKey parse(String base64) {
        return NodePublicKey.parse(base64).orElseThrow();
    }

    private static KeyPair rsa(String name, int bits) {
        return MADE.computeIfAbsent(name, _ -> generate("RSA", bits));
    }

    private static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(KeyPair pair) {
        return Bytes.wrap(pair.getPublic().getEncoded()).toBase64();
    }
}
