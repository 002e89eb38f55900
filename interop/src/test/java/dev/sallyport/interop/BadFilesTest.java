package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Files that cannot be copied: told with their names, and with the exit code of what was wrong.
@ExtendWith(SharedSallyport.class)
class BadFilesTest {
    private static final int MEGABYTE = 1_000_000;

    @TempDir private Path here;
    private Path there;

    /// The node's sessions may run as another account.
    @BeforeEach
    void makeThere() throws IOException {
        there = Files.createTempDirectory("sallyport-there").toRealPath();
        mode(there, "rwxrwxrwx");
    }

    @AfterEach
    void removeThere() throws IOException {
        run("rm", "-rf", there.toString());
    }

    private static void run(String... command) throws IOException {
        Run run = Run.of(List.of(command), Map.of(), "", Duration.ofMinutes(1));
        assertThat(run.status()).as("%s: %s", List.of(command), run.errors()).isZero();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String at(Sallyport sallyport, Path path) {
        return sallyport.node() + ":" + path;
    }

    private Path file(String name, int size) throws IOException {
        return Files.write(here.resolve(name), new byte[size]);
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// A file system of 2 MB; mounting one needs root.
    @Test
    void noSpaceAtTheTargetIsToldAndTheOthersGoOn(Sallyport sallyport) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "mounting needs root");
        Path small = Files.createDirectory(there.resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=2m,mode=0777", "tmpfs", small.toString());
        try {
            Run copy =
                    sallyport.cli(
                            "",
                            "cp",
                            file("large", 8 * MEGABYTE).toString(),
                            file("small", 1000).toString(),
                            at(sallyport, small));
            assertThat(copy.status()).as(copy.errors()).isEqualTo(1);
            assertThat(copy.errors()).contains("large: no space left").doesNotContain("small:");
            assertThat(namesIn(small)).contains("small").doesNotContain("large");
        } finally {
            run("umount", "--lazy", small.toString());
        }
    }

    @Test
    void whatTheAccountMayNotReadOrWriteIsDenied(Sallyport sallyport) throws Exception {
        Path closed = Files.createDirectory(there.resolve("closed"));
        Path secret = Files.writeString(closed.resolve("secret"), "secret");
        mode(secret, "---------");
        mode(closed, "r-x------");

        Run up = sallyport.cli("", "cp", file("f", 10).toString(), at(sallyport, closed));
        assertThat(up.status()).as(up.errors()).isEqualTo(4);
        assertThat(up.errors()).contains("permission denied");
        Run down = sallyport.cli("", "cp", at(sallyport, secret), here + "/got");
        assertThat(down.status()).as(down.errors()).isEqualTo(4);
        assertThat(down.errors()).contains("secret: permission denied");
        assertThat(here.resolve("got")).doesNotExist();
        mode(closed, "rwx------");
        assertThat(namesIn(closed)).containsExactly("secret");
    }

    /// By a slow line, so that there is time to change it.
    @Test
    void aFileThatChangesWhileItIsCopiedIsNotPutInPlace(Sallyport sallyport) throws Exception {
        Path file = file("log", 30 * MEGABYTE);
        Map<String, String> environment = new HashMap<>(sallyport.environment());
        List<String> command = new ArrayList<>();
        command.add(Sallyport.home().resolve("bin/sallyport").toString());
        command.addAll(List.of("cp", file.toString(), at(sallyport, there)));
        try (CutLine line = new CutLine(6 * MEGABYTE)) {
            environment.put("AWS_ENDPOINT_URL", line.to(sallyport.endpoint()));
            try (Program copy = Program.start(command, environment)) {
                Waiting.until(
                        () -> there.toFile().list().length > 0,
                        Duration.ofSeconds(60),
                        copy::output);
                Files.writeString(file, "one more line", StandardOpenOption.APPEND);
                assertThat(copy.awaitEnd()).as(copy.output()).isEqualTo(1);
                assertThat(copy.output()).contains("log: changed while it was copied");
            }
        }
        assertThat(there.resolve("log")).doesNotExist();
    }

    @Test
    void namesAreShownOnOneLineAndLeadNowhereElse(Sallyport sallyport) throws Exception {
        Path odd = file("two\nlines \u001b[31m", 10);
        Run up = sallyport.cli("", "cp", odd.toString(), at(sallyport, there));
        assertThat(up.status()).as(up.errors()).isZero();
        assertThat(there.resolve("two\nlines \u001b[31m")).hasSize(10);

        Run missing = sallyport.cli("", "cp", at(sallyport, there.resolve("no\nsuch")), "x");
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.errors()).contains("not found").doesNotContain("no\nsuch");

        for (String path : List.of("..", "a/../../b", there + "/../x")) {
            Run out = sallyport.cli("", "cp", odd.toString(), sallyport.node() + ":" + path);
            assertThat(out.status()).as(path).isEqualTo(2);
            assertThat(out.errors()).contains("'..' is not allowed");
        }
    }
}
