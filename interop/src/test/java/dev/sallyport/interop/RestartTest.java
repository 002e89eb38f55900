package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server dies by `kill -9` under a running shell, and comes back.
class RestartTest {
    @TempDir Path data;

    /// DC-39, and the promise that `kill -9` neither loses nor doubles what is recorded.
    @Test
    void aShellOutlivesTheServerAndItsRecordingIsWhole() throws Exception {
        try (Installation installation = Installation.start(data)) {
            try (Program shell = installation.shell()) {
                shell.type("x=before\n");
                shell.type("echo started-$x\n");
                shell.await("started-before");

                installation.killAndRestartServer();
                shell.type("echo survived-$x\n");
                shell.await("survived-before");
                shell.type("exit\n");
                assertThat(shell.awaitEnd()).as(shell.output()).isZero();
            }
            assertThat(installation.agentIsAlive()).isTrue();
            theRecordingHoldsBothHalvesOnce(installation);
        }
    }

    private static void theRecordingHoldsBothHalvesOnce(Installation installation)
            throws IOException {
        Run play = installation.cli("play", installation.sessions().getFirst(), "--text");
        assertThat(play.output()).containsOnlyOnce("started-before\r\n");
        assertThat(play.output()).containsOnlyOnce("survived-before\r\n");
    }
}
