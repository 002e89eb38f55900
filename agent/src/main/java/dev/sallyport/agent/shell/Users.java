package dev.sallyport.agent.shell;

import java.util.Optional;

/// The users of this machine.
public interface Users {
    /// The user the agent itself runs as.
    User own();

    Optional<User> find(String name);

    /// Makes sure the user that shells run as by default exists, and has or has not the right to
    /// become root without a password.
    User standard() throws StartRefusedException;
}
