package dev.sallyport.server.identity.directory;

import java.util.Optional;

/// The store of the account without a database.
public final class InMemoryDirectory implements DirectoryStore {
    private Optional<Roster> roster = Optional.empty();

    @Override
    public synchronized Optional<Roster> load() {
        return roster;
    }

    @Override
    public synchronized boolean create(Roster first) {
        if (roster.isPresent()) {
            return false;
        }
        roster = Optional.of(first);
        return true;
    }

    @Override
    public synchronized boolean replace(Roster before, Roster after) {
        if (roster.orElseThrow().version() != before.version()) {
            return false;
        }
        roster = Optional.of(after);
        return true;
    }

    @Override
    public synchronized long version() {
        return roster.map(Roster::version).orElse(0L);
    }
}
