package dev.sallyport.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a channel's socket begins and ends. A wait without end fails by the time limit.
@Timeout(60)
class ChannelSocketTest {
    private static final SigningKey KEY =
            new SigningKey("ASIAFAKE", Secret.of("secret"), Optional.of("token"));

    private OneSocketServer server;
    private ServerCalls calls;
    private final AtomicLong now = new AtomicLong();

    @BeforeEach
    void start() throws Exception {
        server = new OneSocketServer();
        Stamps stamps = new Stamps(InstantSource.system(), now::get, new SecureRandom());
        calls = new ServerCalls(HttpClient.newHttpClient(), server.address(), "local", stamps);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static final class Events implements SocketEvents {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final BlockingQueue<String> losses = new LinkedBlockingQueue<>();
        final BlockingQueue<Boolean> idles = new LinkedBlockingQueue<>();
        CountDownLatch mayGoOn = new CountDownLatch(0);

        @Override
        public void message(Bytes wire) {
            messages.add(wire.toUtf8());
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void idle() {
            idles.add(true);
        }

        @Override
        public void lost(String why) {
            losses.add(why);
        }
    }

    private ChannelSocket open(Events events) throws Exception {
        return calls.openSocket("/v1/data-channel/x", "role=publish_subscribe", KEY, events);
    }

    /// The JDK's client forgets an end that comes while a message is being handled.
    @Test
    void noticesAnEndRightBehindAMessage() throws Exception {
        byte[] lastWords = OneSocketServer.message("last words");
        for (int round = 0; round < 20; round++) {
            Events events = new Events();
            events.mayGoOn = new CountDownLatch(1);
            Thread dying =
                    server.serve(socket -> {
                        assertThat(socket.getInputStream().read()).isPositive();
                        socket.getOutputStream().write(lastWords);
                    });
            open(events).text(Bytes.ofUtf8("hello"));
            assertThat(events.messages.take()).isEqualTo("last words");
            dying.join();
            events.mayGoOn.countDown();

            assertThat(events.losses.take()).isNotEmpty();
        }
        assertThat(server.failures).isEmpty();
    }

    @Test
    void saysWithWhatWordsTheServerClosed() throws Exception {
        Events events = new Events();
        byte[] goodbye = {(byte) 0x88, 6, 0x03, (byte) 0xe9, 'a', 'w', 'a', 'y'};
        Thread leaving =
                server.serve(socket -> {
                    assertThat(socket.getInputStream().read()).isPositive();
                    socket.getOutputStream().write(goodbye);
                    socket.getInputStream().readAllBytes();
                });
        open(events).text(Bytes.ofUtf8("hello"));

        assertThat(events.losses.take()).isEqualTo("closed by the server (1001 away)");
        leaving.join();
    }

    @Test
    void saysWhyTheServerOpensNoSocket() {
        Events events = new Events();
        server.refuse("403 Forbidden");

        assertThatThrownBy(() -> open(events))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403");
        assertThat(events.losses).isEmpty();
    }

    @Test
    void givesUpAServerThatHangsUpInsteadOfAnswering() {
        server.hangUp();

        assertThatThrownBy(() -> open(new Events())).isInstanceOf(IOException.class);
    }

    @Test
    void givesUpASilentServerAfterItsPatienceOnly() throws Exception {
        Events events = new Events();
        server.serve(socket -> socket.getInputStream().readAllBytes());
        ChannelSocket socket = open(events);

        socket.checkPeer(Duration.ofSeconds(75));
        now.addAndGet(Duration.ofSeconds(75).toNanos());
        socket.checkPeer(Duration.ofSeconds(75));
        assertThat(events.losses).isEmpty();
        now.incrementAndGet();
        socket.checkPeer(Duration.ofSeconds(75));

        assertThat(events.losses).containsExactly("the server has been silent for 75 s");
    }

    @Test
    void readsNothingWhileHeld() throws Exception {
        Events events = new Events();
        events.mayGoOn = new CountDownLatch(1);
        CountDownLatch isHeld = new CountDownLatch(1);
        server.serve(socket -> {
            assertThat(socket.getInputStream().read()).isPositive();
            socket.getOutputStream().write(OneSocketServer.message("one"));
            awaitQuietly(isHeld);
            socket.getOutputStream().write(OneSocketServer.message("two"));
        });
        ChannelSocket socket = open(events);
        socket.text(Bytes.ofUtf8("hello"));
        assertThat(events.messages.take()).isEqualTo("one");

        socket.hold(true);
        isHeld.countDown();
        events.mayGoOn.countDown();
        // Only sending can show that the server has gone.
        while (events.losses.isEmpty()) {
            if (socket.isIdle()) {
                socket.text(Bytes.ofUtf8("anybody there?"));
            }
        }

        assertThat(events.losses.take()).startsWith("cannot send");
        assertThat(events.messages).isEmpty();
    }

    @Test
    void readsOnWhenItIsHeldNoLonger() throws Exception {
        Events events = new Events();
        CountDownLatch isHeld = new CountDownLatch(1);
        server.serve(socket -> {
            awaitQuietly(isHeld);
            socket.getOutputStream().write(OneSocketServer.message("one"));
            socket.getOutputStream().write(OneSocketServer.message("two"));
            socket.getInputStream().readAllBytes();
        });
        ChannelSocket socket = open(events);

        socket.hold(true);
        isHeld.countDown();
        now.addAndGet(Duration.ofSeconds(76).toNanos());
        socket.checkPeer(Duration.ofSeconds(75));
        socket.hold(false);
        socket.checkPeer(Duration.ofSeconds(75));

        assertThat(events.messages.take()).isEqualTo("one");
        assertThat(events.messages.take()).isEqualTo("two");
        assertThat(events.losses).isEmpty();
    }

    @Test
    void hasNoRoomWhileTheServerDoesNotRead() throws Exception {
        Events events = new Events();
        CountDownLatch mayRead = new CountDownLatch(1);
        server.serve(socket -> {
            awaitQuietly(mayRead);
            socket.getInputStream().readAllBytes();
        });
        ChannelSocket socket = open(events);
        Bytes much = Bytes.wrap(new byte[64 * 1024]);

        while (socket.hasRoom()) {
            socket.binary(much);
        }
        assertThat(socket.isIdle()).isFalse();
        mayRead.countDown();

        assertThat(events.idles.take()).isTrue();
        while (!socket.isIdle()) {
            assertThat(events.idles.take()).isTrue();
        }
        assertThat(socket.hasRoom()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesAMessageBeyondTheLimit() throws Exception {
        Events events = new Events();
        // A head that announces 4 MiB and a byte.
        byte[] head = {(byte) 0x82, 127, 0, 0, 0, 0, 0, 0x40, 0, 1};
        server.serve(socket -> {
            assertThat(socket.getInputStream().read()).isPositive();
            socket.getOutputStream().write(head);
            socket.getInputStream().readAllBytes();
        });
        open(events).text(Bytes.ofUtf8("hello"));

        assertThat(events.losses.take()).contains("1009");
        assertThat(events.messages).isEmpty();
    }

    @Test
    void reportsNothingOnceItIsClosed() throws Exception {
        Events events = new Events();
        Thread peer = server.serve(socket -> socket.getInputStream().readAllBytes());
        ChannelSocket socket = open(events);

        socket.close();
        peer.join();
        socket.binary(Bytes.ofUtf8("late"));

        assertThat(events.losses).isEmpty();
        assertThat(server.failures).isEmpty();
    }
}
