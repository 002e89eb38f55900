package dev.sallyport.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.channel.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real programs on real terminals.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PtyTest {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private Pty pty;

    private void start(String... words) throws Exception {
        start(new TestUsers().own(), List.of(words));
    }

    private void start(User user, List<String> words) throws IOException {
        Map<String, String> environment =
                Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "PS1", "> ", "ENV", "");
        pty =
                Pty.start(
                        new ShellPlan(user, words, environment, Path.of("/")),
                        new TerminalSize(100, 30));
    }

    private void await(String part) throws IOException {
        byte[] some = new byte[4096];
        while (!seen.toString(StandardCharsets.UTF_8).contains(part)) {
            int length = pty.read(some);
            assertThat(length).as("have: %s", seen).isPositive();
            seen.write(some, 0, length);
        }
    }

    private String rest() throws IOException {
        byte[] some = new byte[4096];
        for (int length = pty.read(some); length > 0; length = pty.read(some)) {
            seen.write(some, 0, length);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    private void type(String text) throws IOException {
        pty.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        if (pty != null) {
            pty.kill();
            pty.close();
        }
    }

    @Test
    void hasItsSizeBeforeTheFirstCommand() throws Exception {
        start("/bin/sh", "-c", "stty size");

        assertThat(rest()).isEqualTo("30 100\r\n");
        assertThat(pty.waitFor()).isZero();
    }

    @Test
    void tellsTheProgramWhenTheWindowGrows() throws Exception {
        start(
                "/bin/sh",
                "-c",
                "trap 'stty size; exit' WINCH; echo up; while :; do sleep 0.05; done");
        await("up");

        pty.resize(new TerminalSize(132, 43));

        await("43 132");
    }

    @Test
    void interruptsTheForegroundProgram() throws Exception {
        start("/bin/sh");
        type("sleep 100; echo code=$?\n");
        await("code=$?\r\n");
        // The shell needs a moment to hand the terminal over; a key typed early goes to the shell.
        type("\u0003");

        type("echo next\n");
        await("next\r\n");
    }

    @Test
    void givesTheCodeOfAnInterruptedProgram() throws Exception {
        start("/bin/sh", "-c", "echo up; exec sleep 100");
        await("up");

        type("\u0003");

        assertThat(pty.waitFor()).isEqualTo(130);
    }

    @Test
    void givesTheExitCode() throws Exception {
        start("/bin/sh");
        type("exit 7\n");

        assertThat(pty.waitFor()).isEqualTo(7);
    }

    @Test
    void keepsTheLastOutputOfAProgramThatEnds() throws Exception {
        start("/bin/sh", "-c", "seq 1 20000");
        assertThat(rest()).endsWith("\r\n20000\r\n");
    }

    @Test
    void inheritsNeitherDescriptorsNorEnvironment() throws Exception {
        // No pipe: for a moment the shell itself would hold its ends.
        start("/bin/sh", "-c", "ls -1 /proc/$$/fd; env");

        assertThat(rest().lines())
                .filteredOn(line -> !line.startsWith("PWD=") && !line.startsWith("_="))
                .containsExactlyInAnyOrder(
                        "0", "1", "2", "ENV=", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "PS1=> ");
    }

    @Test
    void givesTheTerminalToTheUser() throws Exception {
        TestUsers users = new TestUsers();
        start(users.standard(), List.of("/bin/sh", "-c", "tty; read line"));
        await("\r\n");
        Path device = Path.of(seen.toString(StandardCharsets.UTF_8).strip());

        long owner = ((Number) Files.getAttribute(device, "unix:uid")).longValue();

        assertThat(owner)
                .isEqualTo(users.own().uid() == 0 ? users.standard().uid() : users.own().uid());
    }

    @Test
    void closesThoughAWriterIsStuck() throws Exception {
        start("/bin/sh", "-c", "stty raw -echo; echo up; sleep 100");
        await("up");
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                pty.write(new byte[1_000_000]);
                            } catch (IOException _) {
                                // That is how it comes back.
                            }
                        });

        pty.kill();
        pty.close();
        writer.join();

        assertThat(pty.waitFor()).isEqualTo(137);
    }

    @Test
    void saysThatAProgramIsMissing() throws Exception {
        assertThatThrownBy(() -> start("/no/such/program"))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot start /no/such/program");
    }
}
