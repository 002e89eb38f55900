package dev.sallyport.agent.shell;

import java.util.Optional;

/// A user of this machine, as the user database has it.
public record User(String name, long uid, long gid, String home, String shell) {
    /// Reads a line of the form `name:password:uid:gid:comment:home:shell`.
    static Optional<User> parse(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length != 7 || fields[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            long uid = Long.parseUnsignedLong(fields[2]);
            long gid = Long.parseUnsignedLong(fields[3]);
            return Optional.of(new User(fields[0], uid, gid, fields[5], fields[6].strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    boolean isRoot() {
        return uid == 0 || gid == 0;
    }
}
