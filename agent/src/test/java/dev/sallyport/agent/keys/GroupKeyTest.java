package dev.sallyport.agent.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupKeyTest {
    private static final String ID = "APKAALICE22222222222";
    private static final String ED =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBQDWFlrjqM5Ak8VhPqKCX9fKVQw2OVnvXH4Tv0xUUlG";

    @Test
    void takesTheKeyWithoutItsComment() {
        assertThat(GroupKey.of("alice", ID, ED + " alice@laptop").orElseThrow().line())
                .isEqualTo(ED + " alice " + ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "command=\"id\" " + ED,
                "ssh-dss AAAAC3NzaC1lZDI1NTE5AAAAIBQDWFlrjqM5Ak8VhPqKCX9fKVQw2OVnvXH4Tv0xUUlG",
                "ssh-ed25519 AAAA\nssh-rsa",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBQDWFlrjqM5Ak8VhPqKCX9fKVQw2OVnvXH4Tv0x\"lG",
                "cert-authority ssh-rsa AAAA"
            })
    void isNothingButAKey(String line) {
        assertThat(GroupKey.of("alice", ID, line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "alice\n" + ED, "../root"})
    void namesAUserOfTheServer(String user) {
        assertThat(GroupKey.of(user, ID, ED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "ops=", "=root", "ops=Root", "ops=a b", "ops=-r", "o/s=deploy"})
    void saysWhatARuleLooksLike(String rule) {
        assertThatThrownBy(() -> KeyRule.parse(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: GROUP=ACCOUNT");
    }
}
