package dev.sallyport.interop.identity;

import dev.sallyport.interop.Waiting;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A phone with an authenticator app (RFC 6238: SHA-1, 30 seconds, 6 digits).
///
/// @param seed in base 32, as shown once
record Device(String serial, String seed) {
    private static final int STEP = 30;
    private static final int ROOM = 5;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// The code at `offset` steps from now. Those of -1 and 0 enable a device, and 1 is good after
    /// them, so that no test waits for time to pass; only near the end of a step it waits for the
    /// next.
    String code(int offset) {
        Waiting.until(
                () -> Instant.now().getEpochSecond() % STEP < STEP - ROOM,
                Duration.ofSeconds(2 * ROOM),
                () -> "time stands still");
        return codeAt(Instant.now().getEpochSecond() / STEP + offset);
    }

    private String codeAt(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key(), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] key() {
        ByteBuffer key = ByteBuffer.allocate(seed.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < seed.length(); i++) {
            bits = bits << 5 | ALPHABET.indexOf(seed.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                key.put((byte) (bits >> held));
            }
        }
        return key.array();
    }

    /// A new device of `person`'s, enabled, made by boto3 with `by`'s keys.
    static Device enabled(Person by, String person, String name) {
        var made =
                by.call("iam.create_virtual_mfa_device", "VirtualMFADeviceName", name)
                        .reply()
                        .path("VirtualMFADevice");
        byte[] seed = Base64.getDecoder().decode(made.path("Base32StringSeed").asString());
        Device device =
                new Device(
                        made.path("SerialNumber").asString(),
                        new String(seed, java.nio.charset.StandardCharsets.US_ASCII));
        by.call(
                        "iam.enable_mfa_device",
                        "UserName",
                        person,
                        "SerialNumber",
                        device.serial,
                        "AuthenticationCode1",
                        device.code(-1),
                        "AuthenticationCode2",
                        device.code(0))
                .reply();
        return device;
    }

    /// The keys of a session with this device, of `user`'s.
    Keys session(Person user) {
        return Keys.of(
                user.call("sts.get_session_token", "SerialNumber", serial, "TokenCode", code(1))
                        .reply()
                        .path("Credentials"));
    }
}
