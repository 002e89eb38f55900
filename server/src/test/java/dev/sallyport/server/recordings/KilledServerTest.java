package dev.sallyport.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingEvent.Output;
import dev.sallyport.audit.recording.RecordingReader;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.recordings.OpenOutcome.Opened;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed with signal 9 leaves a recording of everything that had gone on, which
/// the next one continues.
class KilledServerTest {
    @TempDir Path directory;

    @Test
    void losesNothingThatWasAnswered() throws Exception {
        long answered = runUntilKilled();

        assertThat(answered).isGreaterThan(1000);
        assertThat(recorded()).isGreaterThanOrEqualTo(answered);
        try (Recordings next =
                Recordings.open(
                        RecordingsConfig.in(directory), InstantSource.system(), System::nanoTime)) {
            long lines = recorded();
            OpenOutcome outcome = next.resume(new SessionId("alice-0abc"));
            assertThat(((Opened) outcome).tap().position().nextDown()).isEqualTo(lines);
        }
    }

    private long runUntilKilled() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                DoomedServer.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long answered = 0;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = out.readLine();
            while (line != null) {
                answered++;
                if (answered == 1500) {
                    boolean _ = process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        }
        process.waitFor();
        return answered;
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private long recorded() throws Exception {
        long count = 0;
        try (RecordingReader reader =
                RecordingReader.open(
                        Files.newInputStream(directory.resolve("alice-0abc.cast.zst")))) {
            Optional<RecordingEvent> next = reader.next();
            while (next.isPresent()) {
                Output output = (Output) next.orElseThrow();
                assertThat(output.bytes().toUtf8()).isEqualTo("line " + count + "\r\n");
                count++;
                next = reader.next();
            }
        }
        return count;
    }
}
