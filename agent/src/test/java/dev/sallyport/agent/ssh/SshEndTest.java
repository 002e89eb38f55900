package dev.sallyport.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.TerminalSize;
import dev.sallyport.protocol.ssh.ScreenRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SshEndTest {
    private static final SshdSocketAddress ORIGIN = new SshdSocketAddress("127.0.0.1", 1);

    private static final int PROHIBITED = SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED;
    private static final int FAILED = SshConstants.SSH_OPEN_CONNECT_FAILED;

    private SshRig rig = rig(SshOrder.Reach.NODE);

    private static SshRig rig(SshOrder.Reach reach) {
        try {
            return new SshRig(reach);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void reach(SshOrder.Reach reach) throws IOException {
        rig.close();
        rig = rig(reach);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    private static int end(ClientChannel channel) {
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SshRig.SOON);
        return channel.getExitStatus();
    }

    private static InputStream typed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCommandsOutputsAndExitCodeComeBackAndAreTold() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelExec exec = session.createExecChannel("cat; echo bad >&2; exit 7")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            exec.setIn(typed("grüß\n"));
            exec.setOut(out);
            exec.setErr(err);
            exec.open().verify(SshRig.SOON);

            assertThat(end(exec)).isEqualTo(7);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("grüß\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("bad\n");
        }
        assertThat(rig.screen()).contains("grüß\n").contains("bad\n");
        assertThat(rig.told).contains(new ScreenRecord.Input(Bytes.ofUtf8("grüß\n")));
        assertThat(rig.notes())
                .containsSubsequence(
                        "channel 1: command: cat; echo bad >&2; exit 7",
                        "channel 1: ended with code 7: 7 bytes up, 11 bytes down");
    }

    @Test
    void aShellHasATerminalOfItsSizeAndWhatIsTypedIsToldBeforeItsEcho() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelShell shell = session.createShellChannel()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            shell.setPtyType("vt100");
            shell.setPtyColumns(132);
            shell.setPtyLines(50);
            shell.setEnv("LANG", "C");
            shell.setEnv("LD_PRELOAD", "/tmp/evil.so");
            shell.setIn(typed("stty size; echo \"<$TERM $LANG $LD_PRELOAD>\"; exit 3\n"));
            shell.setOut(out);
            shell.open().verify(SshRig.SOON);

            assertThat(end(shell)).isEqualTo(3);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("50 132")
                    .contains("<vt100 C >");
        }
        assertThat(rig.screen()).contains("50 132").contains("<vt100 C >");
        List<ScreenRecord> told = rig.told;
        assertThat(told).contains(new ScreenRecord.Resize(new TerminalSize(132, 50)));
        int typed = first(told, ScreenRecord.Input.class, "stty size");
        int seen = first(told, ScreenRecord.Output.class, "50 132");
        assertThat(typed).isBetween(0, seen - 1);
        assertThat(rig.notes()).contains("channel 1: shell on a terminal");
    }

    private static int first(
            List<ScreenRecord> told, Class<? extends ScreenRecord> kind, String text) {
        for (int i = 0; i < told.size(); i++) {
            Bytes bytes =
                    switch (told.get(i)) {
                        case ScreenRecord.Input(Bytes it) -> it;
                        case ScreenRecord.Output(Bytes it) -> it;
                        case ScreenRecord.Resize _, ScreenRecord.Note _ -> Bytes.EMPTY;
                    };
            if (kind.isInstance(told.get(i)) && bytes.toUtf8().contains(text)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void ofAPipeOnlyTheBeginningIsKeptAndTheRestCounted() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelExec exec = session.createExecChannel("head -c 3000000 /dev/zero")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            exec.setOut(out);
            exec.open().verify(SshRig.SOON);

            assertThat(end(exec)).isZero();
            assertThat(out.size()).isEqualTo(3_000_000);
        }
        assertThat(rig.screen()).hasSize(1 << 20);
        assertThat(rig.notes())
                .contains(
                        "channel 1: output goes on, and is only counted from here",
                        "channel 1: ended with code 0: 0 bytes up, 3000000 bytes down");
    }

    @Test
    void aClosedSessionLeavesNoProgramBehind() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelExec exec = session.createExecChannel("echo $$; exec sleep 1000")) {
            exec.open().verify(SshRig.SOON);
            byte[] pid = new byte[20];
            int length = exec.getInvertedOut().read(pid);
            long number =
                    Long.parseLong(new String(pid, 0, length, StandardCharsets.US_ASCII).strip());
            ProcessHandle program = ProcessHandle.of(number).orElseThrow();
            rig.end.stop();

            assertThat(program.onExit()).succeedsWithin(SshRig.SOON);
        }
    }

    private static Thread answering(ServerSocket server) {
        return Thread.ofVirtual()
                .start(() -> {
                    try (Socket socket = server.accept()) {
                        byte[] asked = socket.getInputStream().readAllBytes();
                        socket.getOutputStream().write(asked);
                        socket.getOutputStream().write('!');
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void aConnectionToTheNodeIsCarriedAndCounted() throws Exception {
        try (ServerSocket server = server();
                ClientSession session = rig.connect();
                ChannelDirectTcpip channel =
                        session.createDirectTcpipChannel(
                                ORIGIN,
                                new SshdSocketAddress("localhost", server.getLocalPort()))) {
            answering(server);
            channel.open().verify(SshRig.SOON);
            channel.getInvertedIn().write("hello".getBytes(StandardCharsets.US_ASCII));
            channel.getInvertedIn().close();

            assertThat(channel.getInvertedOut().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("hello!");
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SshRig.SOON);
            assertThat(rig.notes())
                    .contains(
                            "channel 1: connection to localhost:" + server.getLocalPort(),
                            "channel 1: closed: 5 bytes up, 6 bytes down");
        }
    }

    private void refuses(String host, int port, int code, String why) throws Exception {
        try (ClientSession session = rig.connect();
                ChannelDirectTcpip channel =
                        session.createDirectTcpipChannel(
                                ORIGIN, new SshdSocketAddress(host, port))) {
            assertThatThrownBy(() -> channel.open().verify(SshRig.SOON))
                    .satisfies(e ->
                            assertThat(((SshChannelOpenException) e.getCause()).getReasonCode())
                                    .isEqualTo(code));
            assertThat(rig.notes())
                    .anySatisfy(note -> assertThat(note).contains(host + ":" + port).contains(why));
        }
    }

    @Test
    void aConnectionBeyondTheNodeIsRefusedWhereOnlyTheNodeIsAllowed() throws Exception {
        refuses("192.0.2.1", 80, PROHIBITED, "to the node itself only");
    }

    @Test
    void noConnectionIsMadeWhereNoneIsAllowed() throws Exception {
        reach(SshOrder.Reach.NONE);
        refuses("localhost", 80, PROHIBITED, "forwards nothing");
    }

    @Test
    void aMetadataServiceIsRefusedWhereEverythingIsAllowed() throws Exception {
        reach(SshOrder.Reach.ANYWHERE);
        refuses("169.254.169.254", 80, FAILED, "forbidden");
    }

    @Test
    void aMetadataServiceInAnotherSpellingIsRefusedToo() throws Exception {
        reach(SshOrder.Reach.ANYWHERE);
        refuses("::ffff:169.254.169.254", 80, FAILED, "forbidden");
    }

    @Test
    void aPortThatIsNoneIsRefused() throws Exception {
        refuses("localhost", 0, PROHIBITED, "port");
    }

    @Test
    void aListenerOnTheNodeLeadsToTheClient() throws Exception {
        try (ServerSocket server = server();
                ClientSession session = rig.connect()) {
            answering(server);
            SshdSocketAddress bound =
                    session.startRemotePortForwarding(
                            new SshdSocketAddress("localhost", 0),
                            new SshdSocketAddress("127.0.0.1", server.getLocalPort()));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bound.getPort())) {
                socket.getOutputStream().write("hi".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();

                assertThat(socket.getInputStream().readAllBytes())
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("hi!");
            }
            assertThat(rig.notes()).contains("listener on 127.0.0.1:" + bound.getPort());
        }
    }

    @Test
    void noListenerIsForTheWorldOrOnAPortOfRoots() throws Exception {
        try (ClientSession session = rig.connect()) {
            SshdSocketAddress here = new SshdSocketAddress("127.0.0.1", 9);
            for (SshdSocketAddress wanted :
                    List.of(
                            new SshdSocketAddress("0.0.0.0", 0),
                            new SshdSocketAddress("192.0.2.1", 0),
                            new SshdSocketAddress("localhost", 1023))) {
                assertThatThrownBy(() -> session.startRemotePortForwarding(wanted, here))
                        .isInstanceOf(IOException.class);
            }
            assertThat(rig.notes()).filteredOn(note -> note.contains("refused")).hasSize(3);
        }
    }

    @Test
    void aProgramThatReadsNothingHasTheClientWait() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelExec exec = session.createExecChannel("sleep 1000")) {
            exec.open().verify(SshRig.SOON);
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    exec.getInvertedIn().write(new byte[64 << 20]);
                                } catch (IOException _) {
                                    // The test is over.
                                }
                            });

            assertThat(writer.join(Duration.ofSeconds(2))).isFalse();
            long taken =
                    rig.told.stream()
                            .filter(ScreenRecord.Input.class::isInstance)
                            .mapToLong(record -> ((ScreenRecord.Input) record).bytes().size())
                            .sum();
            // A pipe's buffer and what is on its way into it.
            assertThat(taken).isLessThan(256 << 10);
        }
    }

    @Test
    void aClientThatReadsNothingHasTheProgramWait() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelExec exec = session.createExecChannel("yes")) {
            exec.open().verify(SshRig.SOON);
            assertThat(exec.getInvertedOut().read()).isEqualTo('y');
            rig.clientReads = false;
            assertThat(rig.blocked.await(SshRig.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            int told = rig.screen().length();

            // What follows cannot be told, and so is not even read from the program.
            assertThat(rig.over.await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(rig.screen()).hasSize(told);
        }
    }

    @Test
    void theEndOfALongCommandIsToldToo() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelExec exec =
                        session.createExecChannel(": " + "x".repeat(9000) + "; exit 5")) {
            exec.open().verify(SshRig.SOON);

            assertThat(end(exec)).isEqualTo(5);
        }
        assertThat(rig.notes()).anySatisfy(note -> assertThat(note).startsWith("(part 3) "));
        assertThat(String.join("", rig.notes())).contains("; exit 5");
    }

    @Test
    void whatACommandLeftBehindWithItsOutputIsEnded() throws Exception {
        try (ClientSession session = rig.connect();
                ChannelExec exec = session.createExecChannel("sleep 1000 & echo $!")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            exec.setOut(out);
            exec.open().verify(SshRig.SOON);

            assertThat(end(exec)).isZero();
            long job = Long.parseLong(out.toString(StandardCharsets.US_ASCII).strip());
            ProcessHandle.of(job)
                    .ifPresent(left ->
                            assertThat(left.onExit())
                                    .succeedsWithin(SshRig.SOON)
                                    .extracting(ProcessHandle::isAlive)
                                    .isEqualTo(false));
        }
    }

    @Test
    void aPortThatIsTakenIsToldAsSuch() throws Exception {
        try (ServerSocket taken = server();
                ClientSession session = rig.connect()) {
            SshdSocketAddress wanted = new SshdSocketAddress("localhost", taken.getLocalPort());

            assertThatThrownBy(() ->
                            session.startRemotePortForwarding(
                                    wanted, new SshdSocketAddress("127.0.0.1", 9)))
                    .isInstanceOf(IOException.class);
            assertThat(rig.notes())
                    .anySatisfy(note ->
                            assertThat(note)
                                    .startsWith("listener on localhost:" + taken.getLocalPort())
                                    .contains("failed"));
        }
    }
}
