package dev.sallyport.agent.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The users of this machine as its system programs show them.
public final class MachineUsers implements Users {
    /// The name AWS's agent uses, so that machines can change from one agent to the other.
    static final String STANDARD = "ssm-user";

    private static final Logger LOG = LoggerFactory.getLogger(MachineUsers.class);
    private static final Path PASSWD = Path.of("/etc/passwd");

    private final SudoRule sudo;
    private final User own;
    private final ReentrantLock making = new ReentrantLock();

    public MachineUsers(SudoRule sudo) throws IOException {
        this.sudo = sudo;
        this.own = readOwn();
    }

    @Override
    public User own() {
        return own;
    }

    @Override
    public Optional<User> find(String name) {
        return read(user -> user.name().equals(name)).or(() -> ask(name));
    }

    @Override
    public User standard() throws StartRefusedException {
        making.lock();
        try {
            User user = find(STANDARD).orElseGet(this::make);
            sudo.apply();
            return user;
        } catch (IllegalStateException e) {
            throw new StartRefusedException("Unable to start command: " + e.getMessage());
        } finally {
            making.unlock();
        }
    }

    private User make() {
        String useradd =
                Programs.find("useradd")
                        .orElseThrow(() -> new IllegalStateException("there is no useradd"));
        try {
            Programs.Result result = Programs.run(List.of(useradd, "-m", STANDARD));
            LOG.atInfo().addKeyValue("exit", result.code()).log("made the user ssm-user");
            return find(STANDARD)
                    .orElseThrow(() ->
                            new IllegalStateException("cannot make ssm-user: " + result.output()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot make ssm-user: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The local file first: it needs no other program, and most machines have nothing else.
    private static Optional<User> read(Predicate<User> wanted) {
        try (Stream<String> lines = Files.lines(PASSWD)) {
            return lines.flatMap(line -> User.parse(line).stream()).filter(wanted).findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("cannot read the user file");
            return Optional.empty();
        }
    }

    /// Users of a directory service are known to the name service only.
    private static Optional<User> ask(String name) {
        Optional<String> getent = Programs.find("getent");
        if (getent.isEmpty()) {
            return Optional.empty();
        }
        try {
            Programs.Result result =
                    Programs.run(List.of(getent.orElseThrow(), "passwd", "--", name));
            return result.code() == 0
                    ? User.parse(result.output()).filter(user -> user.name().equals(name))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("cannot ask for a user");
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static User readOwn() throws IOException {
        // The owner of this directory is who we are, whatever the environment claims.
        Path self = Path.of("/proc/self");
        long uid = ((Number) Files.getAttribute(self, "unix:uid")).longValue();
        long gid = ((Number) Files.getAttribute(self, "unix:gid")).longValue();
        return read(user -> user.uid() == uid)
                // In containers a process may run as a number that has no name.
                .orElseGet(() -> new User(Long.toString(uid), uid, gid, "/", "/bin/sh"));
    }
}
