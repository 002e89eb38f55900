package dev.sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final AccountId ACME = new AccountId("111122223333");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKey master = MasterKey.generate(RANDOM);
    private final KeySecrets secrets = new KeySecrets(master, RANDOM);
    private final InMemoryDirectory store = new InMemoryDirectory();
    private final Accounts accounts = accounts(secrets);

    private Directory directory() {
        return Directory.open(store, _ -> {});
    }

    private Credentials credentials() {
        Directory directory = directory();
        Revocations none = new Revocations(new InMemoryRevocations(), InstantSource.fixed(NOON));
        return new AccountCredentials(
                directory,
                secrets,
                new Passes(directory, none, master, RANDOM),
                new RoleTokens(ACME, master, RANDOM));
    }

    private Accounts accounts(KeySecrets some) {
        return new Accounts(store, some, RANDOM, InstantSource.fixed(NOON));
    }

    private AdminKey firstKey() {
        return ((Accounts.Bootstrap.Fresh) accounts.bootstrap(Optional.of(ACME))).key();
    }

    private void changeAdmin(UnaryOperator<User> change) {
        directory()
                .change(roster ->
                        new Directory.Changed<>(
                                roster.with(change.apply(roster.user("admin"))), true));
    }

    private AccessKey stored(AdminKey key) {
        return directory().findKey(key.accessKeyId()).orElseThrow().key();
    }

    private CredentialOutcome find(AdminKey key) {
        return credentials().find(key.accessKeyId(), Optional.empty(), NOON);
    }

    @Test
    void makesOneKeyAtTheFirstStart() {
        AdminKey key = firstKey();

        assertThat(key.account()).isEqualTo(ACME);
        assertThat(key.userName()).isEqualTo("admin");
        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(key.secretKey().<Integer>reveal(String::length)).isEqualTo(40);
        assertThat(key.toString()).contains("Secret[***]");
    }

    @Test
    void showsTheKeyOnlyOnce() {
        firstKey();

        assertThat(accounts.bootstrap(Optional.empty()))
                .isEqualTo(new Accounts.Bootstrap.Existing(ACME));
    }

    @Test
    void makesUpAnAccountNumberWhenNobodyNamesOne() {
        assertThat(accounts.bootstrap(Optional.empty()).account().value())
                .matches("[1-9][0-9]{11}");
    }

    @Test
    void doesNotStartUnderAnotherAccountNumber() {
        firstKey();

        assertThatThrownBy(() -> accounts.bootstrap(Optional.of(new AccountId("999999999999"))))
                .hasMessage("account: 999999999999 (expected: 111122223333, as in the store)");
    }

    @Test
    void findsTheAdministratorByTheKey() {
        AdminKey key = firstKey();
        changeAdmin(admin -> admin.withTags(Map.of("SSMSessionRunAs", "danirudh")));

        CredentialOutcome.Found found = (CredentialOutcome.Found) find(key);

        assertThat(found.caller()).isInstanceOf(Caller.User.class);
        Caller.User admin = (Caller.User) found.caller();
        assertThat(admin.arn()).isEqualTo("arn:aws:iam::111122223333:user/admin");
        assertThat(admin.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(admin.tags()).isEqualTo(Map.of("SSMSessionRunAs", "danirudh"));
        assertThat(key.secretKey().<Boolean>reveal(found.secretKey()::matches)).isTrue();
    }

    @Test
    void knowsNoOtherKey() {
        firstKey();

        assertThat(credentials().find("AKIA2222222222222222", Optional.empty(), NOON))
                .isEqualTo(new CredentialOutcome.Unknown());
    }

    @Test
    void takesNoTokenWithALongTermKey() {
        AdminKey key = firstKey();

        assertThat(credentials().find(key.accessKeyId(), Optional.of("AAAA"), NOON))
                .isEqualTo(new CredentialOutcome.BadToken());
    }

    @Test
    void tellsThatAKeyIsSwitchedOff() {
        AdminKey key = firstKey();

        changeAdmin(admin -> {
            AccessKey stored = admin.keyring().accessKey(key.accessKeyId()).orElseThrow();
            return admin.withKeyring(admin.keyring().with(stored.withActive(false)));
        });

        assertThat(find(key)).isEqualTo(new CredentialOutcome.Inactive());
    }

    @Test
    void putsANewKeyInThePlaceOfTheOld() {
        AdminKey old = firstKey();

        AdminKey fresh = accounts.replaceAdminKey();

        assertThat(find(old)).isEqualTo(new CredentialOutcome.Unknown());
        assertThat(find(fresh)).isInstanceOf(CredentialOutcome.Found.class);
    }

    @Test
    void givesTheAdministratorItsPowersBackWithTheKey() {
        AdminKey old = firstKey();
        changeAdmin(admin ->
                admin.withGrants(
                        Grants.NONE.withBoundary(
                                Optional.of("arn:aws:iam::aws:policy/ReadOnlyAccess"))));

        accounts.replaceAdminKey();

        User admin = directory().roster().user("admin");
        assertThat(admin.grants())
                .isEqualTo(Grants.NONE.attach("arn:aws:iam::aws:policy/AdministratorAccess"));
        assertThat(find(old)).isEqualTo(new CredentialOutcome.Unknown());
    }

    @Test
    void tellsARunningServerOfAKeyReplacedBesideIt() {
        AdminKey old = firstKey();
        Directory running = directory();

        accounts.replaceAdminKey();
        running.refresh();

        assertThat(running.findKey(old.accessKeyId())).isEmpty();
    }

    @Test
    void replacesNoKeyWhereThereIsNoAccount() {
        assertThatThrownBy(accounts::replaceAdminKey).hasMessage("there is no account yet");
    }

    @Test
    void storesNoSecretInTheClear() {
        AdminKey key = firstKey();

        String stored = stored(key).sealedSecret().toUtf8();

        assertThat(key.secretKey().<Boolean>reveal(stored::contains)).isFalse();
    }

    @Test
    void doesNotOpenSecretsWithAnotherMasterKey() {
        AdminKey key = firstKey();
        KeySecrets others = new KeySecrets(MasterKey.generate(RANDOM), RANDOM);

        assertThatThrownBy(() -> others.open(stored(key)))
                .hasMessageEndingWith("was sealed with another master key");
    }

    @Test
    void doesNotOpenASecretThatWasMovedToAnotherKey() {
        AdminKey key = firstKey();
        AccessKey moved =
                new AccessKey("AKIA2222222222222222", stored(key).sealedSecret(), true, NOON);

        assertThatThrownBy(() -> secrets.open(moved)).hasMessageEndingWith("is damaged");
    }
}
