package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.ALREADY_EXISTS;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NOT_PERMITTED;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.WEAK_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.directory.Login;
import dev.sallyport.server.identity.directory.PasswordPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Secret FIRST = Secret.of("Correct-Horse-1");
    private static final Secret SECOND = Secret.of("Battery-Staple-2");

    private final Office office = new Office();
    private final PasswordHash hashes = new PasswordHash(Office.RANDOM);
    private final Guesses guesses = new Guesses();
    private final Passwords passwords = new Passwords(office.registrar, hashes, guesses);

    private Login login() {
        return Passwords.find(office.roster(), "alice");
    }

    @Test
    void keepsAHashThatCostsAndSaysWhat() {
        String hash = hashes.hash(FIRST);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("Horse");
        assertThat(hashes.hash(FIRST)).isNotEqualTo(hash);
        assertThat(hashes.matches(FIRST, hash)).isTrue();
        assertThat(hashes.matches(SECOND, hash)).isFalse();
    }

    // Made with the reference implementation's command line:
    // echo -n password | argon2 somesalt -id -v 13 -t 2 -k 256 -p 1 (its test suite's vector)
    @Test
    void readsHashesOfTheReferenceImplementation() {
        String hash =
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                        + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(hashes.matches(Secret.of("password"), hash)).isTrue();
        assertThat(hashes.matches(Secret.of("passwort"), hash)).isFalse();
    }

    @Test
    void knowsThePasswordAgain() {
        office.user("alice");
        passwords.create("alice", FIRST, true);

        assertThat(passwords.verify("alice", FIRST)).isTrue();
        assertThat(passwords.verify("alice", SECOND)).isFalse();
        assertThat(passwords.verify("nobody", FIRST)).isFalse();
        assertThat(login().mustChange()).isTrue();
        assertThat(login().toString()).doesNotContain("argon2");
        assertFault(
                ALREADY_EXISTS,
                "Login Profile for user alice already exists.",
                () -> passwords.create("alice", FIRST, false));
    }

    @Test
    void letsAUserChangeAPasswordItKnows() {
        office.user("alice");
        passwords.create("alice", FIRST, true);

        assertFault(
                NOT_PERMITTED,
                "The old password was incorrect.",
                () -> passwords.change("alice", SECOND, SECOND));
        passwords.change("alice", FIRST, SECOND);

        assertThat(passwords.verify("alice", SECOND)).isTrue();
        assertThat(passwords.verify("alice", FIRST)).isFalse();
        assertThat(login().mustChange()).isFalse();
    }

    @Test
    void holdsPasswordsToThePolicy() {
        office.user("alice");
        assertFault(
                WEAK_PASSWORD,
                "Password should have a minimum length of 8",
                () -> passwords.create("alice", Secret.of("Short1"), false));
        passwords.setPolicy(
                new PasswordPolicy(
                        14,
                        Set.of(PasswordPolicy.Sign.SYMBOL, PasswordPolicy.Sign.UPPERCASE),
                        true,
                        0,
                        2,
                        false));

        assertFault(
                WEAK_PASSWORD,
                "Password should have at least one symbol",
                () -> passwords.create("alice", Secret.of("Abcdefghijklmnop"), false));
        assertFault(
                WEAK_PASSWORD,
                "Password should have at least one uppercase letter",
                () -> passwords.create("alice", Secret.of("abcdefghijklm-1"), false));
        passwords.create("alice", FIRST, false);
    }

    @Test
    void remembersEarlierPasswords() {
        office.user("alice");
        passwords.setPolicy(new PasswordPolicy(8, Set.of(), true, 0, 2, false));
        passwords.create("alice", FIRST, false);
        passwords.update("alice", Optional.of(SECOND), Optional.empty());

        String text =
                "Password does not conform to the account password policy: it was used before.";
        assertFault(WEAK_PASSWORD, text, () -> passwords.change("alice", SECOND, FIRST));
        assertFault(
                WEAK_PASSWORD,
                text,
                () -> passwords.update("alice", Optional.of(SECOND), Optional.empty()));
        passwords.update("alice", Optional.of(Secret.of("A-Third-One-3")), Optional.empty());
        passwords.change("alice", Secret.of("A-Third-One-3"), FIRST);
    }

    @Test
    void stopsWhoTriesPasswordsOut() {
        office.user("alice");
        passwords.create("alice", FIRST, false);
        for (int i = 0; i < 10; i++) {
            assertThat(passwords.verify("alice", SECOND)).isFalse();
        }

        assertThat(passwords.verify("alice", FIRST)).isFalse();
        office.setNow(office.now().plusSeconds(30));
        assertThat(passwords.verify("alice", FIRST)).isTrue();
    }

    @Test
    void keepsNobodyFromADeviceByGuessingAtAPassword() {
        String alice = office.user("alice").id();
        passwords.create("alice", FIRST, false);
        for (int i = 0; i < 10; i++) {
            assertThat(passwords.verify("alice", SECOND)).isFalse();
        }

        assertThat(guesses.charge(List.of(alice), office.now())).isTrue();
    }

    @Test
    void speaksOfWhatIsNotThereAsAwsDoes() {
        office.user("alice");

        assertFault(NO_SUCH_ENTITY, "Login Profile for User alice cannot be found.", this::login);
        assertFault(
                NO_SUCH_ENTITY,
                "Cannot find Login Profile for User alice",
                () -> passwords.delete("alice"));
        assertFault(
                NO_SUCH_ENTITY,
                "The Password Policy with domain name 111122223333 cannot be found.",
                passwords::findPolicy);
    }
}
