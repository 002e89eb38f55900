package dev.sallyport.server.identity;

import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.People;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The credentials of an account without people.
public final class NodeCredentials {
    private NodeCredentials() {}

    public static Credentials of(MasterKey master, RoleTokens tokens) {
        SecureRandom random = new SecureRandom();
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(People.NOBODY);
        Directory directory = Directory.open(store, _ -> {});
        Revocations none =
                new Revocations(new InMemoryRevocations(), InstantSource.fixed(People.NOON));
        return new AccountCredentials(
                directory,
                new KeySecrets(master, random),
                new Passes(directory, none, master, random),
                tokens);
    }
}
