package dev.sallyport.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunAsTest {
    private static final User ROOT = new User("root", 0, 0, "/root", "/bin/bash");
    private static final User WHEEL = new User("wheel", 7, 0, "/", "/bin/sh");
    private static final User ALICE = new User("alice", 1000, 1000, "/home/alice", "/bin/bash");
    private static final User STANDARD = new User("ssm-user", 1001, 1001, "/home/s", "/bin/sh");

    private User own = ROOT;
    private final RunAs runAs =
            new RunAs(
                    new Users() {
                        @Override
                        public User own() {
                            return own;
                        }

                        @Override
                        public Optional<User> find(String name) {
                            return List.of(ROOT, WHEEL, ALICE).stream()
                                    .filter(user -> user.name().equals(name))
                                    .findFirst();
                        }

                        @Override
                        public User standard() {
                            return STANDARD;
                        }
                    });

    private void isRefused(String name, String text) {
        assertThatThrownBy(() -> runAs.decide(new RunAs.Wish(true, name)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("Unable to start command: " + text);
    }

    @Test
    void givesTheStandardUserWhenRootIsAskedForNobody() throws Exception {
        assertThat(runAs.decide(new RunAs.Wish(false, ""))).isEqualTo(STANDARD);
        assertThat(runAs.decide(new RunAs.Wish(false, "alice"))).isEqualTo(STANDARD);
    }

    @Test
    void givesTheUserAskedFor() throws Exception {
        assertThat(runAs.decide(new RunAs.Wish(true, "alice"))).isEqualTo(ALICE);
    }

    @Test
    void givesAnOrdinaryAgentOnlyItself() throws Exception {
        own = ALICE;

        assertThat(runAs.decide(new RunAs.Wish(false, ""))).isEqualTo(ALICE);
        assertThat(runAs.decide(new RunAs.Wish(true, "alice"))).isEqualTo(ALICE);
        isRefused("wheel", "the agent runs as alice and cannot become wheel");
        isRefused("root", "the agent runs as alice and cannot become root");
    }

    @Test
    void wantsAUserWhenRunAsIsOn() {
        isRefused("", "please set the RunAs default user");
    }

    @Test
    void refusesUsersThatDoNotExist() {
        isRefused("bob", "failed to start pty since RunAs user bob does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "wheel"})
    void refusesRootAndItsGroup(String name) {
        isRefused(name, "invalid uid and gid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice; touch /var/pwned",
                "$(id)",
                "alice\n",
                "-u",
                "0",
                "1000",
                "Alice",
                "a b",
                "../alice",
                "al\u0131ce",
                "alice:x",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void letsNoOtherWordNearTheUserDatabase(String name) {
        isRefused(name, "RunAs user name is not valid (expected: [a-z_][a-z0-9_-]{0,31})");
    }

    @Test
    void readsAUserAsTheDatabaseHasIt() {
        assertThat(User.parse("alice:x:1000:1000:A,,:/home/alice:/bin/bash")).contains(ALICE);
        assertThat(User.parse("alice:x:1000:1000")).isEmpty();
        assertThat(User.parse("alice:x:-1:1000::/:/bin/sh")).isEmpty();
        assertThat(User.parse("+::::::")).isEmpty();
        assertThat(User.parse("")).isEmpty();
    }
}
