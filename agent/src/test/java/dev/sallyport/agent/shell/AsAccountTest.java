package dev.sallyport.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AsAccountTest {
    private static final byte[] NO_INPUT = {};

    private final Users machine;
    private final AsAccount scripts;

    AsAccountTest() throws IOException {
        machine = new TestUsers();
        scripts = new AsAccount(machine);
    }

    private String run(String script) throws IOException, InterruptedException {
        return new String(
                scripts.run(machine.own().name(), script, NO_INPUT), StandardCharsets.UTF_8);
    }

    @Test
    void givesWhatTheScriptWroteHoweverMuchItComplained() throws Exception {
        assertThat(run("head -c 1000000 /dev/zero >&2; echo done")).isEqualTo("done\n");
    }

    @Test
    void tellsWhatTheScriptSaidWhenItFails() {
        assertThatIOException()
                .isThrownBy(() -> run("echo no space >&2; exit 3"))
                .withMessage("no space");
        assertThatIOException()
                .isThrownBy(() -> run("exit 3"))
                .withMessage("the script ended with code 3");
    }

    @Test
    void endsAScriptThatWritesWithoutEnd() {
        assertThatIOException()
                .isThrownBy(() -> run("yes"))
                .withMessage("more than 4194304 bytes were written");
    }

    @Test
    void knowsWhomTheMachineDoesNotHave() {
        assertThatIOException()
                .isThrownBy(() -> scripts.run("no-such-account", "true", NO_INPUT))
                .withMessage("this machine has no account no-such-account");
    }
}
