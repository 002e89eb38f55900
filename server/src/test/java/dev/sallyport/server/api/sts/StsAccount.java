package dev.sallyport.server.api.sts;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.AccountCredentials;
import dev.sallyport.server.identity.AuthorizationMessages;
import dev.sallyport.server.identity.Credentials;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.InMemoryRevocations;
import dev.sallyport.server.identity.KeySecrets;
import dev.sallyport.server.identity.MasterKey;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.Revocations;
import dev.sallyport.server.identity.RoleTokens;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.Totp;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An account in memory with what proves who is who in it, and a clock that stands.
class StsAccount {
    static final SecureRandom RANDOM = new SecureRandom();
    private static final Bytes SEED = Bytes.ofUtf8("12345678901234567890");

    private Instant now = People.NOON;
    private final MasterKey master = MasterKey.generate(RANDOM);
    private final Revocations revocations = new Revocations(new InMemoryRevocations(), () -> now);
    final Directory directory = directory();
    final Passes passes = new Passes(directory, revocations, master, RANDOM);
    private final SeedSecrets seeds = new SeedSecrets(master, RANDOM);
    private final KeySecrets secrets = new KeySecrets(master, RANDOM);
    final AuthorizationMessages messages = new AuthorizationMessages(master, RANDOM);
    final MfaCodes codes = new MfaCodes(directory, seeds, new Guesses());
    final Credentials credentials =
            new AccountCredentials(
                    directory, secrets, passes, new RoleTokens(People.ACME, master, RANDOM));

    /// What somebody signs with.
    record Keys(String id, Secret secret, Optional<String> token) {}

    private Directory directory() {
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(People.NOBODY);
        return Directory.open(store, revocations);
    }

    void put(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.with(entity), true));
    }

    Instant now() {
        return now;
    }

    void setNow(Instant time) {
        now = time;
    }

    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /// A statement that allows all of these.
    static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                .formatted(action, resource);
    }

    static String deny(String action, String resource) {
        return allow(action, resource).replace("Allow", "Deny");
    }

    /// A user with one key, and these statements as a policy.
    Keys user(char letter, String name, String... statements) {
        String keyId = "AKIA" + String.valueOf(letter).repeat(16);
        Secret secret = Secret.of("secret of " + name);
        User bare = People.user(letter, name);
        User user = bare.withKeyring(bare.keyring().with(secrets.seal(keyId, secret, now)));
        put(
                statements.length == 0
                        ? user
                        : user.withGrants(user.grants().withInline("own", policy(statements))));
        return new Keys(keyId, secret, Optional.empty());
    }

    /// A device that this user has; gives its serial number.
    String device(char letter, String name) {
        String id = People.id("AMFA", letter);
        put(
                new MfaDevice(
                        People.label("AMFA", letter, name),
                        Map.of(),
                        seeds.seal(id, SEED),
                        Optional.of(
                                new MfaDevice.Use(People.id("AIDA", letter), People.NOON, 0, 0))));
        return "arn:aws:iam::111122223333:mfa/" + name;
    }

    /// What every device shows now.
    String code() {
        return Totp.code(SEED, Totp.stepAt(now));
    }

    /// Another digit in the place of the last one is another code.
    String wrongCode() {
        String right = code();
        char last = right.charAt(5) == '9' ? '0' : (char) (right.charAt(5) + 1);
        return right.substring(0, 5) + last;
    }
}
