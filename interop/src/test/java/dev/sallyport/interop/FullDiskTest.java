package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The volume with the recordings is full, really: a file system of 2 MB, so this needs root.
class FullDiskTest {
    private static final String RANDOM = "head -c %d /dev/urandom | base64\n";
    private static final String ENDED = "it can no longer be recorded (No space left on device)";

    private static final String SUFFIX = ".cast.zst";

    @TempDir Path folder;
    private Installation installation;
    private Path volume;

    @BeforeEach
    void mountAndStart() throws Exception {
        volume = Files.createDirectories(folder.resolve("server/recordings"));
        run("mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", volume.toString());
        installation = Installation.start(folder, "--set", "recordings.free-space-floor=64KiB");
    }

    @AfterEach
    void stopAndUnmount() throws Exception {
        installation.close();
        run("umount", "--lazy", volume.toString());
    }

    private static void run(String... command) throws IOException {
        Run run = Run.of(List.of(command), Map.of(), "", Duration.ofMinutes(1));
        assertThat(run.status()).as("%s: %s", List.of(command), run.errors()).isZero();
    }

    @Test
    void nothingGoesOnUnrecordedAndTheServerGoesOn() throws Exception {
        try (Program quiet = installation.shell();
                Program noisy = installation.shell()) {
            quiet.type("echo quiet-$((6*7))\n");
            quiet.await("quiet-42");
            noisy.type("echo noisy-$((6*7))\n");
            noisy.await("noisy-42");

            noisy.type(RANDOM.formatted(8_000_000));
            noisy.await(ENDED);
            noisy.awaitEnd();
            Path filler = fill();
            quiet.type(RANDOM.formatted(100_000));
            quiet.await(ENDED);
            quiet.awaitEnd();

            Run refused = installation.cli("shell", installation.node(), "--escape", "none");
            assertThat(refused.status()).isNotZero();
            assertThat(refused.errors()).contains("too little free space for recordings");

            Files.delete(filler);
        }
        whatWasRecordedStaysReadable();
        makeRoom();
        try (Program again = installation.shell()) {
            again.type("echo again-$((6*7))\n");
            again.await("again-42");
            again.type("exit\n");
            assertThat(again.awaitEnd()).as(again.output()).isZero();
        }
    }

    /// What the noisy session has left over, down to the last block.
    private Path fill() throws IOException {
        Path filler = volume.resolve("filler");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return filler;
    }

    private void whatWasRecordedStaysReadable() throws IOException {
        List<String> recorded;
        try (Stream<Path> files = Files.list(volume)) {
            recorded = files.map(file -> file.getFileName().toString()).toList();
        }
        // The refused session left nothing.
        assertThat(recorded).hasSize(2).allMatch(name -> name.endsWith(SUFFIX));
        StringBuilder all = new StringBuilder();
        for (String name : recorded) {
            Run play = installation.cli("play", name.replace(SUFFIX, ""), "--text");
            assertThat(play.status()).as(play.errors()).isZero();
            all.append(play.output());
        }
        assertThat(all).contains("quiet-42", "noisy-42").hasSizeGreaterThan(1_000_000);
    }

    private void makeRoom() throws IOException {
        run("mount", "-o", "remount,size=64m", volume.toString());
    }
}
