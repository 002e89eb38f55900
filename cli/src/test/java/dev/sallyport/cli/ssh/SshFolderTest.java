package dev.sallyport.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshFolderTest {
    @TempDir Path parent;

    private List<Path> folders() throws Exception {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.toList();
        }
    }

    @Test
    void nobodyElseCanEnterItAndNothingIsLeftOfIt() throws Exception {
        SessionKey key = SessionKey.make(new SecureRandom());
        try (SshFolder folder = SshFolder.make(parent)) {
            folder.write(key, "a certificate", "mi-1", key.line());
            Path made = folders().getFirst();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(made.resolve("key"))))
                    .isEqualTo("rw-------");
            assertThat(made.resolve("known_hosts")).hasContent("mi-1 " + key.line());
        }
        assertThat(folders()).isEmpty();
    }

    @Test
    void itsPipesCarryBytes() throws Exception {
        try (SshFolder folder = SshFolder.make(parent);
                FileChannel down = folder.down()) {
            var _ = down.write(ByteBuffer.wrap("SSH-2.0".getBytes(StandardCharsets.US_ASCII)));
            Process cat =
                    new ProcessBuilder(
                                    "head",
                                    "-c",
                                    "7",
                                    folders().getFirst().resolve("down").toString())
                            .start();

            assertThat(cat.getInputStream().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("SSH-2.0");
        }
    }

    @Test
    void whatPinsTheSessionComesBeforeAnythingOfTheUsers() throws Exception {
        try (SshFolder folder = SshFolder.make(parent)) {
            SshArguments arguments =
                    SshArguments.read(
                            List.of("-oStrictHostKeyChecking=no", "-N", "web-1", "ls", "-l"));
            List<String> command = folder.command(arguments, "mi-1", "deploy");

            assertThat(command.subList(0, 3)).containsExactly("ssh", "-F", "none");
            assertThat(command.indexOf("StrictHostKeyChecking=yes"))
                    .isBetween(0, command.indexOf("StrictHostKeyChecking=no"));
            assertThat(command)
                    .endsWith("-N", "-l", "deploy", "--", "mi-1", "ls", "-l")
                    .contains("IdentitiesOnly=yes", "IdentityAgent=none");
            assertThat(command).noneMatch(word -> word.contains("PRIVATE"));
        }
    }

    @Test
    void aFileOfTheUsersIsReadWhereItIsNamed() throws Exception {
        try (SshFolder folder = SshFolder.make(parent)) {
            SshArguments arguments = SshArguments.read(List.of("-F", "mine", "web-1"));

            assertThat(folder.command(arguments, "mi-1", "deploy"))
                    .containsSubsequence("-F", "mine")
                    .doesNotContain("none");
        }
    }
}
