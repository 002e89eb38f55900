package dev.sallyport.server.identity.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.identity.Identifiers;
import dev.sallyport.server.identity.KeySecrets;
import dev.sallyport.server.identity.MasterKey;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// An account in memory with everybody who cares for it, and a clock that stands.
public final class Office {
    public static final SecureRandom RANDOM = new SecureRandom();

    private Instant now = People.NOON;
    private final InMemoryDirectory store = new InMemoryDirectory();
    public final Directory directory;
    public final Registrar registrar;
    public final MasterKey master = MasterKey.generate(RANDOM);
    public final PolicyCheck check =
            (_, text) -> text.startsWith("{") ? Optional.empty() : Optional.of("no policy");
    public final Users users;
    public final Groups groups;
    public final Roles roles;
    public final Grantees grantees;
    public final ManagedPolicies policies;
    public final AccessKeys keys;
    public final Profiles profiles;

    public Office() {
        store.create(People.NOBODY.with(People.user('Z', "admin")));
        directory = Directory.open(store, _ -> {});
        registrar = new Registrar(directory, new Identifiers(RANDOM), () -> now);
        users = new Users(registrar);
        groups = new Groups(registrar);
        roles = new Roles(registrar, check);
        grantees = new Grantees(registrar, check);
        policies = new ManagedPolicies(registrar, check);
        keys = new AccessKeys(registrar, new KeySecrets(master, RANDOM));
        profiles = new Profiles(registrar);
    }

    public Roster roster() {
        return directory.roster();
    }

    public Instant now() {
        return now;
    }

    public void setNow(Instant instant) {
        now = instant;
    }

    public User user(String name) {
        return users.create(name, Optional.empty(), Optional.empty(), Map.of());
    }

    public String policy(String name) {
        return policies.create(name, Optional.empty(), People.ALLOW_ALL, "", Map.of()).arn();
    }

    /// Checks how a call ends.
    static void assertFault(DirectoryFault.Code code, String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DirectoryFault.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(code);
                            assertThat(fault.text()).isEqualTo(text);
                        });
    }
}
