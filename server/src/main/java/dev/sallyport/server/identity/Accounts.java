package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.Account;
import dev.sallyport.server.identity.directory.AwsPolicies;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryStore;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Makes the account, and lets whoever holds the data directory back into it.
public final class Accounts {
    /// The user who may do everything, cannot be deleted or renamed, and can always be given a new
    /// key by whoever holds the data directory.
    public static final String ADMINISTRATOR = "admin";

    private final DirectoryStore store;
    private final KeySecrets secrets;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public Accounts(
            DirectoryStore store, KeySecrets secrets, SecureRandom random, InstantSource clock) {
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
        Optional<AccountId> existing = findAccount();
        if (existing.isPresent()) {
            return existing(existing.orElseThrow(), wanted);
        }
        AdminKey key = newKey(wanted.orElseGet(identifiers::newAccount));
        if (!store.create(firstRoster(key))) {
            // Another process was faster: its key is the one.
            return existing(findAccount().orElseThrow(), wanted);
        }
        return new Bootstrap.Fresh(key);
    }

    private Optional<AccountId> findAccount() {
        return store.load().map(roster -> roster.account().id());
    }

    private Roster firstRoster(AdminKey key) {
        Account account =
                new Account(key.account(), clock.instant(), Optional.empty(), Optional.empty());
        return Roster.empty(account).with(withAllPowers(newAdministrator(), key));
    }

    private User newAdministrator() {
        return User.named(
                new Label(identifiers.newId("AIDA"), "/", ADMINISTRATOR, clock.instant()));
    }

    /// With this one key, the policy that allows everything, and no boundary around it.
    private User withAllPowers(User user, AdminKey key) {
        Grants grants =
                user.grants()
                        .attach(AwsPolicies.ADMINISTRATOR_ACCESS)
                        .withBoundary(Optional.empty());
        return user.withGrants(grants)
                .withKeyring(user.keyring().withAccessKeys(List.of(sealed(key))));
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

    /// Gives the administrator a new key and all powers, and deletes all earlier keys. Throws when
    /// there is no account yet. A running server knows within a second.
    public AdminKey replaceAdminKey() {
        Directory directory = Directory.open(store, _ -> {});
        AdminKey key = newKey(directory.roster().account().id());
        return directory.change(roster -> {
            User admin = roster.users().byName(ADMINISTRATOR).orElseGet(this::newAdministrator);
            return new Directory.Changed<>(roster.with(withAllPowers(admin, key)), key);
        });
    }

    private AdminKey newKey(AccountId account) {
        Secret secret = identifiers.newSecretKey();
        return new AdminKey(account, ADMINISTRATOR, identifiers.newLongTermKeyId(), secret);
    }

    private AccessKey sealed(AdminKey key) {
        return secrets.seal(key.accessKeyId(), key.secretKey(), clock.instant());
    }
}
