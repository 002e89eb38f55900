package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.files.FileBatch;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.StartSessionResponse;
import tools.jackson.databind.JsonNode;

/// Files copied and folders made alike, through the server and a node, by our own command line; and
/// by clients that mean harm.
@ExtendWith(SharedSallyport.class)
class FilesTest {
    private static final int LARGE = 3_000_000;

    @TempDir private Path here;
    private Path there;

    /// The node's sessions may run as another account.
    @BeforeEach
    void makeThere() throws IOException {
        there = Files.createTempDirectory("sallyport-there").toRealPath();
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void removeThere() throws IOException {
        Run run =
                Run.of(
                        List.of("rm", "-rf", there.toString()),
                        Map.of(),
                        "",
                        java.time.Duration.ofMinutes(1));
        assertThat(run.status()).isZero();
    }

    private static String at(Sallyport sallyport, Path path) {
        return sallyport.node() + ":" + path;
    }

    private static void succeeds(Sallyport sallyport, String... arguments) throws IOException {
        Run run = sallyport.cli("", arguments);
        assertThat(run.status()).as(run.errors()).isZero();
    }

    private Path large() throws IOException {
        byte[] content = new byte[LARGE];
        new Random(7).nextBytes(content);
        return Files.write(here.resolve("large"), content);
    }

    @Test
    void aFileGoesUpAndComesDownAndIsWrittenDown(Sallyport sallyport) throws Exception {
        Path file = large();
        Run up = sallyport.cli("", "cp", "--json", file.toString(), at(sallyport, there));
        assertThat(up.status()).as(up.errors()).isZero();
        assertThat(up.output())
                .contains("\"event\":\"file\",\"name\":\"large\"", "\"result\":\"ok\"");
        assertThat(there.resolve("large")).hasSameBinaryContentAs(file);
        assertThat(Files.getLastModifiedTime(there.resolve("large")).toMillis())
                .isEqualTo(Files.getLastModifiedTime(file).toMillis());

        succeeds(sallyport, "cp", at(sallyport, there.resolve("large")), here + "/back");

        assertThat(here.resolve("back")).hasSameBinaryContentAs(file);
        String hash = Bytes.wrap(Files.readAllBytes(file)).sha256().toHex();
        assertThat(lastRecording(sallyport))
                .contains("content: files", "download file " + there + "/large: ok")
                .contains(LARGE + " bytes, sha256 " + hash);
    }

    private static String lastRecording(Sallyport sallyport) throws IOException {
        JsonNode history =
                Sallyport.json(sallyport.cli("", "sessions", "--history", "--json").output());
        String id = "";
        String newest = "";
        for (JsonNode session : history.path("sessions")) {
            String started = session.path("started").asString("");
            if (session.path("document").asString("").equals("Sallyport-CopyFiles")
                    && started.compareTo(newest) > 0) {
                newest = started;
                id = session.path("id").asString("");
            }
        }
        assertThat(id).as(history.toString()).isNotEmpty();
        return sallyport.cli("", "play", id).output();
    }

    @Test
    void aFolderIsMadeLikeAnother(Sallyport sallyport) throws Exception {
        Path site = here.resolve("site");
        Files.createDirectories(site.resolve("a/b"));
        for (int i = 0; i < 200; i++) {
            Files.writeString(site.resolve("a/b/" + i), "page " + i);
        }
        Files.writeString(site.resolve("new\nline"), "n");
        Files.createSymbolicLink(site.resolve("link"), Path.of("a"));
        Path target = there.resolve("www");

        succeeds(sallyport, "sync", site.toString(), at(sallyport, target));
        Files.delete(site.resolve("a/b/7"));
        Run dry =
                sallyport.cli(
                        "",
                        "sync",
                        "--delete",
                        "--dry-run",
                        site.toString(),
                        at(sallyport, target));
        assertThat(dry.output()).isEqualTo("remove a/b/7\n");
        assertThat(target.resolve("a/b/7")).exists();
        succeeds(sallyport, "sync", "--delete", site.toString(), at(sallyport, target));
        succeeds(sallyport, "sync", at(sallyport, target), here + "/again");

        Run same =
                Run.of(
                        List.of("diff", "-r", "--no-dereference", site.toString(), here + "/again"),
                        Map.of(),
                        "",
                        java.time.Duration.ofMinutes(1));
        assertThat(same.output() + same.errors()).isEmpty();
    }

    @Test
    void whatCannotBeCopiedIsNamed(Sallyport sallyport) throws Exception {
        Path file = Files.writeString(here.resolve("f"), "f");

        Run missing = sallyport.cli("", "cp", at(sallyport, there.resolve("none")), here + "/x");
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.errors()).contains("none: not found");

        Run above =
                sallyport.cli("", "cp", file.toString(), sallyport.node() + ":/tmp/../etc/passwd");
        assertThat(above.status()).isEqualTo(2);
        assertThat(above.errors()).contains("'..' is not allowed");

        Files.createSymbolicLink(there.resolve("link"), Path.of("/etc"));
        Run linked = sallyport.cli("", "cp", at(sallyport, there.resolve("link/passwd")), "x");
        assertThat(linked.status()).isEqualTo(1);
        assertThat(linked.errors()).contains("there is a link in it");
    }

    private StartSessionResponse start(Sallyport sallyport, String direction) {
        try (SsmClient ssm = Sdk.ssm(sallyport)) {
            return ssm.startSession(it ->
                    it.target(sallyport.node())
                            .documentName("Sallyport-CopyFiles")
                            .parameters(
                                    Map.of(
                                            "direction",
                                            List.of(direction),
                                            "path",
                                            List.of(there + "/in"))));
        }
    }

    private static Bytes payload(FileMessage... messages) {
        FileBatch batch = new FileBatch();
        for (FileMessage message : messages) {
            batch.add(message);
        }
        return batch.take();
    }

    private void endsWith(Sallyport sallyport, String direction, String word, Bytes... payloads)
            throws Exception {
        Files.writeString(there.resolve("secret"), "secret");
        try (StreamClient client = new StreamClient(sallyport, start(sallyport, direction))) {
            for (Bytes payload : payloads) {
                client.send(PayloadTypes.OUTPUT, payload);
            }
            client.await("end", () -> client.closed().contains(word));
        }
        assertThat(there.resolve("evil")).doesNotExist();
    }

    private static final Bytes OPEN =
            payload(new FileMessage.Open(FileMessage.VERSION, Set.of(Wish.SYNC)));

    /// A file `../evil`, as no encoder of ours writes it.
    @Test
    void aNameThatLeadsOutEndsTheSession(Sallyport sallyport) throws Exception {
        Bytes evil =
                Bytes.ofHex(
                        "04"
                                + "00000023"
                                + "00000000"
                                + "0007"
                                + "2e2e2f6576696c"
                                + "000001a4"
                                + "0000000000000000"
                                + "0000000000000001"
                                + "0000");
        endsWith(sallyport, "upload", "the client sent what is no copying of files", OPEN, evil);
    }

    @Test
    void whoUploadsCannotRead(Sallyport sallyport) throws Exception {
        endsWith(
                sallyport,
                "upload",
                "from the wrong end",
                OPEN,
                payload(new FileMessage.Ready(false), new FileMessage.Want(0, 0, Bytes.EMPTY)));
    }

    @Test
    void whoDownloadsCannotWrite(Sallyport sallyport) throws Exception {
        FileMessage.Thing thing = new FileMessage.Thing.File(1, Bytes.EMPTY);
        endsWith(
                sallyport,
                "download",
                "from the wrong end",
                OPEN,
                payload(new FileMessage.Announce(0, RelativeName.of("evil"), thing, 0644, 0)));
    }

    @Test
    void noiseEndsTheSession(Sallyport sallyport) throws Exception {
        endsWith(sallyport, "upload", "the client sent what is no copying", Bytes.ofUtf8("hello"));
    }
}
