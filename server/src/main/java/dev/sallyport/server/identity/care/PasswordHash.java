package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes passwords with Argon2id and writes the hash with its parameters, in the form of the
/// reference implementation, so that they can be raised later. Safe for use by many threads.
public final class PasswordHash {
    // The smaller of the two settings OWASP's Password Storage Cheat Sheet recommends first.
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int HASH = 32;
    // 19 MiB each: a crowd at the login must not fill the memory.
    private static final int AT_ONCE = 4;

    private final SecureRandom random;
    private final Semaphore running = new Semaphore(AT_ONCE);

    public PasswordHash(SecureRandom random) {
        this.random = random;
    }

    String hash(Secret password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        Setting setting = new Setting(MEMORY_KIB, ITERATIONS, LANES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        MEMORY_KIB,
                        ITERATIONS,
                        LANES,
                        base64.encodeToString(salt),
                        base64.encodeToString(derive(password, salt, setting)));
    }

    private record Setting(int memory, int iterations, int lanes) {}

    public boolean matches(Secret password, String hash) {
        String[] parts = hash.split("\\$", -1);
        String[] numbers = parts[3].split("[^0-9]+", -1);
        Setting setting =
                new Setting(
                        Integer.parseInt(numbers[1]),
                        Integer.parseInt(numbers[2]),
                        Integer.parseInt(numbers[3]));
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] expected = base64.decode(parts[5]);
        return MessageDigest.isEqual(expected, derive(password, base64.decode(parts[4]), setting));
    }

    private byte[] derive(Secret password, byte[] salt, Setting setting) {
        Argon2Parameters parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(setting.memory())
                        .withIterations(setting.iterations())
                        .withParallelism(setting.lanes())
                        .withSalt(salt)
                        .build();
        running.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            byte[] out = new byte[HASH];
            generator.generateBytes(
                    password.<byte[]>reveal(text -> text.getBytes(StandardCharsets.UTF_8)), out);
            return out;
        } finally {
            running.release();
        }
    }
}
