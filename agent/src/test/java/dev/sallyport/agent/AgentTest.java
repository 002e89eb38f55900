package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.channel.AgentTaskComplete;
import dev.sallyport.protocol.channel.MessageTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole agent against a server that checks every signature. Real shells on real terminals.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AgentTest {
    private static final String PLAIN = "{\"shellProfile\":{\"linux\":\"PS1='> '\"}}";

    @TempDir Path folder;
    private AgentRig rig;

    @BeforeEach
    void startAgent() throws Exception {
        rig = new AgentRig(folder);
    }

    @AfterEach
    void stopAgent() throws Exception {
        rig.close();
        assertThat(rig.server.complaints).isEmpty();
    }

    @Test
    void servesAShellFromTheOrderToItsResult() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);

        client.type("echo $((6*7))\n");
        client.awaitOutput("42");
        client.type("exit\n");

        client.awaitState("Terminating");
        client.awaitGone();
        assertThat(client.states).containsExactly("Connected", "Terminating");
        AgentTaskComplete result = rig.result(true);
        assertThat(result.taskId()).isEqualTo("alice-1");
        assertThat(result.finalTaskStatus()).isEqualTo("Success");
        assertThat(result.instanceId()).isEqualTo(FakeServer.NODE);
    }

    @Test
    void reportsWhatItIs() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.awaitOutput("> ");

        assertThat(rig.server.reports).hasSize(1);
        assertThat(rig.server.reports.getFirst().path("ComputerName").asString(""))
                .isEqualTo("web-1");
        assertThat(rig.server.reports.getFirst().path("InstanceId").asString(""))
                .isEqualTo(FakeServer.NODE);
    }

    @Test
    void losesAndDoublesNothingWhenSocketsAreCut() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.type("seq 1 20000; echo do''ne\n");
        for (int cut = 1; cut <= 4; cut++) {
            client.awaitOutput("\r\n" + cut * 1000 + "\r\n");
            client.cut();
            client.attach(rig.server.session("alice-1"));
        }
        rig.server.dropAll();
        client.attach(rig.server.session("alice-1"));
        rig.awaitControl();

        client.awaitOutput("done");
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= 20000; i++) {
            expected.append(i).append("\r\n");
        }
        assertThat(client.text()).contains(expected + "done");
        assertThat(client.states).containsExactly("Connected");
        client.type("exit\n");
        client.awaitState("Terminating");
        assertThat(rig.result(true).finalTaskStatus()).isEqualTo("Success");
    }

    @Test
    void keepsTheShellWhileTheServerIsAway() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.type("here=still\n");
        client.awaitAllAcknowledged();

        rig.server.refusing = true;
        rig.server.dropAll();
        client.awaitGone();
        client.type("echo $here there\n");
        rig.server.refusing = false;
        client.attach(rig.server.session("alice-1"));
        rig.awaitControl();

        client.awaitOutput("still there");
    }

    @Test
    void endsTheShellWhenTheServerSaysTheSessionIsOver() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.awaitOutput("> ");

        rig.server.overSessions.add("alice-1");
        rig.server.dropAll();
        rig.awaitControl();

        assertThat(rig.result(true).taskId()).isEqualTo("alice-1");
    }

    @Test
    void killsEverythingWhenTheDataChannelIsClosed() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        long stubborn = startStubbornJob(client);

        client.closeChannel("alice-1");

        assertThat(rig.result(true).finalTaskStatus()).isEqualTo("Success");
        ProcessHandle.of(stubborn).ifPresent(job -> job.onExit().join());
        assertThat(client.states).doesNotContain("Terminating");
    }

    @Test
    void killsEverythingWhenTheControlChannelSaysSo() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        long stubborn = startStubbornJob(client);

        rig.closeSession("alice-1");

        assertThat(rig.result(true).finalTaskStatus()).isEqualTo("Success");
        ProcessHandle.of(stubborn).ifPresent(job -> job.onExit().join());
    }

    /// One that ignores the hang-up, in the background of a shell that ignores it too.
    private static long startStubbornJob(FakeClient client) throws InterruptedException {
        client.type("trap '' HUP; sleep 600 & echo job=$!=\n");
        client.await("the job", () -> client.text().matches("(?s).*job=\\d+=.*"));
        return Long.parseLong(client.text().replaceAll("(?s).*job=(\\d+)=.*", "$1"));
    }

    @Test
    void repeatsAResultUntilItIsAcknowledged() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.type("exit\n");

        assertThat(rig.result(false).retryNumber()).isEqualTo(1);
        assertThat(rig.result(false).retryNumber()).isEqualTo(2);
        rig.server.dropAll();
        rig.awaitControl();
        assertThat(rig.result(true).retryNumber()).isEqualTo(1);
    }

    @Test
    void saysWhichSessionTypesItDoesNotServe() throws Exception {
        rig.order("alice-1", "Telnet", "{}");

        AgentTaskComplete result = rig.result(true);

        assertThat(result.finalTaskStatus()).isEqualTo("Failed");
        assertThat(result.output())
                .isEqualTo("Plugin with name Telnet is not supported by this agent");
    }

    @Test
    void refusesToServeWithoutTheEncryptionAskedFor() throws Exception {
        rig.order("alice-1", "Standard_Stream", "{\"kmsKeyId\":\"alias/x\"}");

        assertThat(rig.result(true).output()).contains("KMS");
    }

    @Test
    void ignoresAnOrderItHasSeen() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        rig.order("alice-1", "Standard_Stream", PLAIN);
        client.type("exit\n");
        assertThat(rig.result(true).taskId()).isEqualTo("alice-1");

        rig.order("alice-1", "Standard_Stream", PLAIN);
        rig.order("alice-2", "Port", "{}");

        assertThat(rig.result(true).taskId()).isEqualTo("alice-2");
    }

    @Test
    void stopsReadingTheTerminalWhenTheClientDoesNotAcknowledge() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.type("stty -echo; echo re''ady\n");
        client.awaitOutput("ready");
        client.acknowledge(false);
        client.type("yes 0123456789 | head -c 3000000; echo do''ne\n");
        client.await("a full window", () -> client.bytesReceived() >= 256 * 1024);
        client.type("# typed meanwhile\n");
        client.awaitAllAcknowledged();
        assertThat(client.bytesReceived()).isLessThan((256 + 32) * 1024 + 100);

        client.acknowledge(true);
        client.awaitOutput("done");

        assertThat(client.largestFrame()).isBetween(4097, 32 * 1024);
        assertThat(client.text().split("0123456789", -1)).hasSize(3_000_000 / 11 + 1);
    }

    @Test
    void restsWhilePublicationIsPaused() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.type("read line; echo got-$line\n");
        client.awaitAllAcknowledged();
        client.control(MessageTypes.PAUSE_PUBLICATION);
        client.control(MessageTypes.START_PUBLICATION);
        client.type("it\n");

        client.awaitOutput("got-it");
    }

    @Test
    void passesEveryByteUnchanged() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.type("stty -echo -onlcr\n");
        client.type(
                "printf '\\360\\237\\232\\242|\\351t\\351|\\357\\277\\275|\\360\\237'; echo E''ND\n");
        client.awaitOutput("END");

        String output = new String(client.bytes(), StandardCharsets.ISO_8859_1);

        assertThat(output)
                .contains(
                        "\u00f0\u009f\u009a\u00a2|\u00e9t\u00e9|\u00ef\u00bf\u00bd|\u00f0\u009fEND");
    }

    @Test
    void takesALargePaste() throws Exception {
        FakeClient client = rig.shell("alice-1", PLAIN);
        client.type("stty raw -echo; echo re''ady; head -c 1000000 | cksum; echo o''ver\n");
        client.awaitOutput("ready");
        byte[] block = "0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 1000; i++) {
            client.type(block);
        }

        client.awaitOutput("over");

        assertThat(client.text()).contains("1000000");
        client.awaitAllAcknowledged();
    }

    @Test
    void runsTwoShellsAtOnceAndEndsThemWithTheAgent() throws Exception {
        FakeClient one = rig.shell("alice-1", PLAIN);
        FakeClient two = rig.shell("alice-2", PLAIN);
        one.type("me=1; echo $me-shell\n");
        two.type("me=2; echo $me-shell\n");

        one.awaitOutput("1-shell");
        two.awaitOutput("2-shell");
    }
}
