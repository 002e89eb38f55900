package dev.sallyport.agent.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.shell.AsAccount;
import dev.sallyport.agent.shell.User;
import dev.sallyport.agent.shell.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySyncTest {
    private static final String ED =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBQDWFlrjqM5Ak8VhPqKCX9fKVQw2OVnvXH4Tv0xUUlG";
    private static final GroupKey ALICE = new GroupKey("alice", "APKAALICE22222222222", ED);

    @TempDir private Path home;
    private final List<GroupKey> keys = new ArrayList<>(List.of(ALICE));
    private boolean reachable = true;

    /// Whoever runs the test, with a home of its own; nobody else is on this machine.
    private final class Somebody implements Users {
        @Override
        public User own() {
            try {
                int uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
                int gid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
                return new User("deploy", uid, gid, home.toString(), "/bin/sh");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public Optional<User> find(String name) {
            return Optional.of(own()).filter(user -> user.name().equals(name));
        }

        @Override
        public User standard() {
            return own();
        }
    }

    private KeySync sync(String... rules) {
        return new KeySync(
                List.of(rules).stream().map(KeyRule::parse).toList(),
                group -> {
                    if (!reachable) {
                        throw new IOException("no server");
                    }
                    return List.copyOf(keys);
                },
                new AsAccount(new Somebody()),
                new Random(1));
    }

    private Path file;

    @BeforeEach
    void name() {
        file = home.resolve(".ssh/authorized_keys");
    }

    @Test
    void makesTheFileForItsAccountAlone() throws Exception {
        sync("ops=deploy").run();

        assertThat(Files.readString(file)).contains(ED + " alice APKAALICE22222222222\n");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void keepsInStepAndTouchesNoOtherLine() throws Exception {
        Files.createDirectory(file.getParent());
        byte[] mine = {(byte) 0xff, ' ', 'm', 'i', 'n', 'e', '\n'};
        Files.write(file, mine);
        sync("ops=deploy").run();
        keys.clear();
        sync("ops=deploy").run();

        assertThat(Files.readAllBytes(file)).isEqualTo(mine);
        assertThat(home.resolve(".ssh")).isDirectoryContaining("glob:**/authorized_keys");
        try (var left = Files.list(home.resolve(".ssh"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void removesNothingWhenItCannotAsk() throws Exception {
        sync("ops=deploy").run();
        String before = Files.readString(file);
        reachable = false;
        keys.clear();
        sync("ops=deploy").run();

        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void leavesALinkAlone() throws Exception {
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "not mine to change\n");
        Files.createDirectory(file.getParent());
        Files.createSymbolicLink(file, elsewhere);
        sync("ops=deploy").run();

        assertThat(Files.readString(elsewhere)).isEqualTo("not mine to change\n");
        assertThat(file).isSymbolicLink();
    }

    @Test
    void goesOnWithTheNextRule() throws Exception {
        sync("ops=nobodyhere", "ops=deploy").run();

        assertThat(Files.readString(file)).contains(ED);
    }

    @Test
    void waitsForNoTwoNodesTheSame() {
        KeySync sync = sync();

        assertThat(sync.pause()).isNotEqualTo(sync.pause());
        assertThat(sync.pause().toSeconds()).isBetween(240L, 360L);
    }
}
