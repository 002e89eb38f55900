package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Forwarded ports between peers that misbehave: what the others have of it is a clear word and
/// bounded memory.
@ExtendWith(SharedSallyport.class)
class BadPeersTest {
    private static final int MEGABYTE = 1_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ServerSocket target;
    private Program forward;
    private int local;

    @BeforeEach
    void openTheForward(Sallyport sallyport) throws IOException {
        target = new ServerSocket(0, 1200, InetAddress.getLoopbackAddress());
        forward = forward(sallyport, target.getLocalPort());
        local = localPort(forward);
    }

    @AfterEach
    void closeTheForward() throws IOException {
        forward.close();
        target.close();
    }

    private static Program forward(Sallyport sallyport, int port) throws IOException {
        Program program =
                Program.start(
                        List.of(
                                Sallyport.home().resolve("bin/sallyport").toString(),
                                "forward",
                                sallyport.node(),
                                port + ":0"),
                        sallyport.environment());
        program.await("Ctrl-C ends it.");
        return program;
    }

    private static int localPort(Program program) {
        Matcher found = Pattern.compile("127\\.0\\.0\\.1:([0-9]+) -> ").matcher(program.output());
        assertThat(found.find()).as(program.output()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    private static void says(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hears(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    private void echoFromNowOn() {
        Thread.ofVirtual()
                .start(() -> {
                    while (!target.isClosed()) {
                        try {
                            Socket socket = target.accept();
                            Thread.ofVirtual().start(() -> echo(socket));
                        } catch (IOException _) {
                            // The test is over.
                        }
                    }
                });
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException _) {
            // The other end has gone.
        }
    }

    /// What the process has in memory, in megabytes.
    private static long resident(Sallyport sallyport, String program) throws IOException {
        String pid = Files.readString(sallyport.data().resolve("run/" + program + ".pid")).strip();
        String status = Files.readString(Path.of("/proc", pid, "status"));
        Matcher found = Pattern.compile("VmRSS:\\s+([0-9]+) kB").matcher(status);
        assertThat(found.find()).as(status).isTrue();
        return Long.parseLong(found.group(1)) / 1024;
    }

    @Test
    void aClosedPortIsTold(Sallyport sallyport) throws Exception {
        target.close();
        try (Socket client = connected(local)) {
            assertThat(client.getInputStream().read()).isNegative();
        }
        forward.await("the node could not connect to the port");

        Run proxy =
                sallyport.cli(
                        "", "proxy", sallyport.node(), Integer.toString(target.getLocalPort()));
        assertThat(proxy.status()).as(proxy.errors()).isEqualTo(1);
        assertThat(proxy.output()).isEmpty();
        assertThat(proxy.errors()).contains("Connection refused");
    }

    /// The system accepts in the program's place, which never looks.
    @Test
    void aPortThatNeverAnswersHoldsUpNobodyElse() throws Exception {
        Socket deaf;
        try (Socket waiting = connected(local)) {
            says(waiting, "anybody there?");
            waiting.setSoTimeout(1000);
            assertThatThrownBy(() -> waiting.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            deaf = target.accept();
            echoFromNowOn();
            try (Socket other = connected(local)) {
                says(other, "hello");
                assertThat(hears(other, 5)).isEqualTo("hello");
            }
        }
        assertThat(hears(deaf, 100)).isEqualTo("anybody there?");
    }

    /// A queue that is full: the node's connecting is not even refused.
    @Test
    void aPortThatNeverAcceptsIsToldAfterTenSeconds(Sallyport sallyport) throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program forwarded = forward(sallyport, full.getLocalPort())) {
            while (isTaken(full, queue)) {
                assertThat(queue).hasSizeLessThan(10);
            }
            try (Socket client = connected(localPort(forwarded))) {
                assertThat(client.getInputStream().read()).isNegative();
            }
            forwarded.await("the node could not connect to the port");
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static boolean isTaken(ServerSocket full, List<Socket> queue) throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 300);
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Test
    void aThousandConnectionsAtOnceAreServedInBoundedMemory(Sallyport sallyport) throws Exception {
        echoFromNowOn();
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                Socket client = connected(local);
                clients.add(client);
                says(client, "I am %04d".formatted(i));
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(hears(clients.get(i), 9)).isEqualTo("I am %04d".formatted(i));
            }
            isModest(sallyport);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        try (Socket after = connected(local)) {
            says(after, "after");
            assertThat(hears(after, 5)).isEqualTo("after");
        }
    }

    /// The heaps are bounded by 64 and 512 MB; sockets and their buffers lie outside of them.
    private static void isModest(Sallyport sallyport) throws IOException {
        assertThat(resident(sallyport, "agent")).as("MB of the agent").isLessThan(220);
        assertThat(resident(sallyport, "server")).as("MB of the server").isLessThan(700);
    }

    @Test
    void aClientThatNeverReadsStopsItsTargetInBoundedMemory(Sallyport sallyport) throws Exception {
        try (Socket deaf = connected(local)) {
            says(deaf, "talk");
            AtomicLong taken = pushInto(target.accept());
            comesToRest(taken);
            isModest(sallyport);
        }
    }

    @Test
    void aTargetThatNeverReadsStopsItsClientInBoundedMemory(Sallyport sallyport) throws Exception {
        try (Socket client = connected(local)) {
            AtomicLong taken = pushInto(client);
            Socket deaf = target.accept();
            comesToRest(taken);
            isModest(sallyport);
            deaf.close();
        }
    }

    /// @return the number of bytes that were taken from us so far
    private static AtomicLong pushInto(Socket socket) {
        AtomicLong taken = new AtomicLong();
        Thread.ofVirtual()
                .start(() -> {
                    byte[] block = new byte[MEGABYTE / 10];
                    try {
                        OutputStream out = socket.getOutputStream();
                        while (true) {
                            out.write(block);
                            taken.addAndGet(block.length);
                        }
                    } catch (IOException _) {
                        // The test is over.
                    }
                });
        return taken;
    }

    /// Nothing more is taken for a second, and it was not much.
    private static void comesToRest(AtomicLong taken) {
        int[] same = {0};
        long[] before = {-1};
        Waiting.until(
                () -> {
                    long now = taken.get();
                    same[0] = now > 0 && now == before[0] ? same[0] + 1 : 0;
                    before[0] = now;
                    return same[0] > 20 || now > 64L * MEGABYTE;
                },
                LIMIT,
                () -> "still taking after " + taken);
        assertThat(taken.get()).isLessThan(64L * MEGABYTE);
    }
}
