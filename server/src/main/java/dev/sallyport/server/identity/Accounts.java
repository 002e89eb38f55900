package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The account and its administrator.
public final class Accounts {
    /// The user who may do everything.
    public static final String ADMINISTRATOR = "admin";

    private final IdentityStore store;
    private final KeySecrets secrets;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public Accounts(
            IdentityStore store, KeySecrets secrets, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.secrets = secrets;
        this.identifiers = new Identifiers(random);
        this.clock = clock;
    }

    /// What the first call after a start finds or makes.
    public sealed interface Bootstrap {
        AccountId account();

        /// A new account, with the only key that opens it.
        record Fresh(AdminKey key) implements Bootstrap {
            @Override
            public AccountId account() {
                return key.account();
            }
        }

        /// The account of earlier starts.
        record Existing(AccountId account) implements Bootstrap {}
    }

    /// Makes the account at the first start: with the number `wanted`, else a random one. Throws
    /// when there is an account and its number is not the wanted one.
    public Bootstrap bootstrap(Optional<AccountId> wanted) {
        Optional<AccountId> existing = store.findAccount();
        if (existing.isPresent()) {
            return existing(existing.orElseThrow(), wanted);
        }
        AccountId account = wanted.orElseGet(identifiers::newAccount);
        var user =
                new IdentityStore.StoredUser(
                        account, identifiers.newUserId(), ADMINISTRATOR, Map.of());
        AdminKey key = newKey(account);
        if (!store.bootstrap(user, sealed(key))) {
            // Another process was faster: its key is the one.
            return existing(store.findAccount().orElseThrow(), wanted);
        }
        return new Bootstrap.Fresh(key);
    }

    private static Bootstrap existing(AccountId account, Optional<AccountId> wanted) {
        if (wanted.isPresent() && !wanted.orElseThrow().equals(account)) {
            throw new IllegalStateException(
                    "account: "
                            + wanted.orElseThrow()
                            + " (expected: "
                            + account
                            + ", as in the store)");
        }
        return new Bootstrap.Existing(account);
    }

    /// Gives the administrator a new key and deletes all earlier ones. Throws when there is no
    /// account yet.
    public AdminKey replaceAdminKey() {
        IdentityStore.StoredUser admin = administrator();
        AdminKey key = newKey(admin.account());
        store.replaceKeys(admin.id(), sealed(key));
        return key;
    }

    /// Replaces the administrator's tags, as `SSMSessionRunAs`.
    public void tagAdministrator(Map<String, String> tags) {
        store.replaceUserTags(administrator().id(), tags);
    }

    private IdentityStore.StoredUser administrator() {
        return store.findUser(ADMINISTRATOR)
                .orElseThrow(() -> new IllegalStateException("there is no account yet"));
    }

    private AdminKey newKey(AccountId account) {
        Secret secret = identifiers.newSecretKey();
        return new AdminKey(account, ADMINISTRATOR, identifiers.newLongTermKeyId(), secret);
    }

    private IdentityStore.StoredKey sealed(AdminKey key) {
        return secrets.seal(key.accessKeyId(), key.secretKey(), clock.instant());
    }
}
