package dev.sallyport.server.identity.directory;

import java.util.Optional;

/// Where the account is kept. Every method is one transaction; all may block.
public interface DirectoryStore {
    /// The account as it is; empty before the first start.
    Optional<Roster> load();

    /// Stores a first account; false, and nothing changed, when there is one.
    boolean create(Roster first);

    /// Makes `after` out of `before`, which must be what is stored; false, and nothing changed,
    /// when somebody else was faster. When it returns true, all of it is on disk.
    boolean replace(Roster before, Roster after);

    /// The version of what is stored: a cheap question. 0 when there is no account.
    long version();
}
