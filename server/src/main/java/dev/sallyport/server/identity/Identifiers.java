package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.directory.Base32;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes names and secrets in the forms AWS gives them.
public final class Identifiers {
    private static final int SECRET_BYTES = 30;

    private final SecureRandom random;

    public Identifiers(SecureRandom random) {
        this.random = random;
    }

    AccountId newAccount() {
        StringBuilder digits = new StringBuilder();
        // No leading zero: spreadsheets and careless YAML drop it.
        digits.append(1 + random.nextInt(9));
        for (int i = 1; i < 12; i++) {
            digits.append(random.nextInt(10));
        }
        return new AccountId(digits.toString());
    }

    /// Four letters that say of what (`AIDA`, `AROA`, ...), and 17 at random.
    public String newId(String prefix) {
        return prefix + randomBase32(17);
    }

    /// 32 letters and digits that say nothing.
    public String newCertificateId() {
        return randomBase32(32);
    }

    public String newLongTermKeyId() {
        return "AKIA" + randomBase32(16);
    }

    String newTemporaryKeyId() {
        return "ASIA" + randomBase32(16);
    }

    /// Random bits for a device that makes codes.
    public Bytes newSeed(int bytes) {
        return randomBytes(bytes);
    }

    Bytes newTokenId() {
        return randomBytes(16);
    }

    /// 40 characters, 240 bits.
    public Secret newSecretKey() {
        return asSecretKey(randomBytes(SECRET_BYTES));
    }

    static Secret asSecretKey(Bytes bits) {
        return Secret.of(Base64.getEncoder().encodeToString(bits.slice(0, SECRET_BYTES).toArray()));
    }

    /// The id of a role that nobody made yet: always the same for the same name and account.
    static String roleId(AccountId account, String role) {
        Bytes digest = Bytes.ofUtf8("role " + account + " " + role).sha256();
        return "AROA" + Base32.text(digest, 17);
    }

    private String randomBase32(int length) {
        return Base32.text(randomBytes(length), length);
    }

    private Bytes randomBytes(int length) {
        byte[] bits = new byte[length];
        random.nextBytes(bits);
        return Bytes.wrap(bits);
    }
}
