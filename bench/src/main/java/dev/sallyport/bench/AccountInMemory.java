package dev.sallyport.bench;

import dev.sallyport.server.identity.directory.DirectoryStore;
import dev.sallyport.server.identity.directory.Roster;
import java.util.Optional;

/// An account that is asked and never changed; it counts how often anybody reads it.
final class AccountInMemory implements DirectoryStore {
    private final Roster roster;
    private int reads;

    AccountInMemory(Roster roster) {
        this.roster = roster;
    }

    int reads() {
        return reads;
    }

    @Override
    public Optional<Roster> load() {
        reads++;
        return Optional.of(roster);
    }

    @Override
    public boolean create(Roster first) {
        return false;
    }

    @Override
    public boolean replace(Roster before, Roster after) {
        throw new UnsupportedOperationException("this account is not changed");
    }

    @Override
    public long version() {
        reads++;
        return roster.version();
    }
}
