package dev.sallyport.agent.shell;

import java.util.regex.Pattern;

/// Decides which user a shell runs as. The server decides too; a node does not rely on it.
public final class RunAs {
    /// Stricter than the machine itself may be: nothing that a program could take for an option, a
    /// number or a path.
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    private final Users users;

    public RunAs(Users users) {
        this.users = users;
    }

    /// What a session asks for: whether run-as is on, and the name, empty if none is given.
    public record Wish(boolean enabled, String name) {}

    public User decide(Wish wish) throws StartRefusedException {
        if (!wish.enabled) {
            return own().isRoot() ? ordinary(users.standard()) : own();
        }
        if (wish.name.isEmpty()) {
            throw refused("please set the RunAs default user");
        }
        if (!NAME.matcher(wish.name).matches()) {
            // Not repeated: it may hold anything, and this text ends up on a terminal.
            throw refused("RunAs user name is not valid (expected: " + NAME + ")");
        }
        User user =
                users.find(wish.name)
                        .orElseThrow(() ->
                                refused(
                                        "failed to start pty since RunAs user "
                                                + wish.name
                                                + " does not exist"));
        if (!own().isRoot() && user.uid() != own().uid()) {
            throw refused("the agent runs as " + own().name() + " and cannot become " + wish.name);
        }
        return ordinary(user);
    }

    private User own() {
        return users.own();
    }

    private static User ordinary(User user) throws StartRefusedException {
        if (user.isRoot()) {
            throw refused("invalid uid and gid");
        }
        return user;
    }

    private static StartRefusedException refused(String why) {
        return new StartRefusedException("Unable to start command: " + why);
    }
}
