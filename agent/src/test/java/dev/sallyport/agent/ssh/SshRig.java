package dev.sallyport.agent.ssh;

import dev.sallyport.agent.link.Stamps;
import dev.sallyport.agent.port.Forwarding;
import dev.sallyport.agent.port.Outlet;
import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.agent.shell.Shells;
import dev.sallyport.agent.shell.TestUsers;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.ssh.P256Key;
import dev.sallyport.protocol.ssh.ScreenRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/// One session's SSH end behind a socket of this machine, and the library's client before it.
final class SshRig implements AutoCloseable, Outlet {
    static final String SESSION = "alice-0123456789abcdef0";
    static final Duration SOON = Duration.ofSeconds(20);

    // The library looks at the machine's clock, whatever ours says.
    final Instant now = Instant.now();
    final KeyPair authority = TestAuthority.newPair();
    final KeyPair user = TestAuthority.newPair();
    final List<ScreenRecord> told = new CopyOnWriteArrayList<>();
    final SshEnd end;
    final CountDownLatch over = new CountDownLatch(1);
    final CountDownLatch blocked = new CountDownLatch(1);
    final CountDownLatch reading = new CountDownLatch(1);
    volatile boolean clientReads = true;
    private final ServerSocket listener;
    private final SshClient client;
    private volatile Socket socket = new Socket();

    SshRig(SshOrder.Reach reach) throws Exception {
        this(reach, Duration.ofSeconds(30));
    }

    SshRig(SshOrder.Reach reach, Duration patience) throws Exception {
        SshOrder order =
                new SshOrder(
                        SESSION,
                        new RunAs.Wish(false, ""),
                        P256Key.of((ECPublicKey) authority.getPublic()),
                        reach);
        end =
                SshEnd.prepare(
                        order,
                        new SshEnd.Needs(
                                new Shells(new TestUsers(), Map.of()),
                                new Forwarding(InetAddress::getAllByName, List.of(), 100),
                                threads(),
                                new Stamps(
                                        InstantSource.fixed(now),
                                        System::nanoTime,
                                        new SecureRandom()),
                                patience));
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((_, _, key) ->
                key instanceof ECPublicKey point && P256Key.of(point).equals(end.hostKey()));
        client.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        client.start();
    }

    private static Workers threads() {
        return new Workers() {
            @Override
            public Thread light(String name, Runnable work) {
                return Thread.ofVirtual().name(name).start(work);
            }

            @Override
            public Thread heavy(String name, Runnable work) {
                return Thread.ofPlatform().daemon().name(name).start(work);
            }
        };
    }

    private void serve() {
        try (Socket accepted = listener.accept()) {
            socket = accepted;
            end.run(this, () -> Thread.ofVirtual().start(() -> feed(accepted)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    private void feed(Socket from) {
        byte[] some = new byte[32 * 1024];
        try {
            for (int n = from.getInputStream().read(some);
                    n >= 0;
                    n = from.getInputStream().read(some)) {
                end.received(Bytes.wrap(Arrays.copyOf(some, n)));
            }
        } catch (IOException _) {
            // The test is over.
        }
        end.stop();
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean offer(int payloadType, Bytes payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(int payloadType, Bytes payload) throws InterruptedException {
        if (!clientReads) {
            blocked.countDown();
            reading.await();
        }
        try {
            if (payloadType == PayloadTypes.SCREEN) {
                told.add(ScreenRecord.decode(payload));
            } else {
                socket.getOutputStream().write(payload.toArray());
            }
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        } catch (IOException _) {
            // The client has gone; the session ends by that.
        }
    }

    /// The certificate the server gives for this session.
    String certificate() {
        return certificate(authority, SESSION, now);
    }

    String certificate(KeyPair by, String principal, Instant from) {
        return TestAuthority.certificate(by, user, principal, from);
    }

    ClientSession connect() throws Exception {
        return connect(end.account(), publicKey(certificate()));
    }

    static PublicKey publicKey(String line) throws Exception {
        return PublicKeyEntry.parsePublicKeyEntry(line)
                .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
    }

    ClientSession connect(String name, PublicKey key) throws Exception {
        ClientSession session = client.connect(name, "127.0.0.1", port()).verify(SOON).getSession();
        session.addPublicKeyIdentity(new KeyPair(key, user.getPrivate()));
        session.auth().verify(SOON);
        return session;
    }

    List<String> notes() {
        return told.stream()
                .filter(ScreenRecord.Note.class::isInstance)
                .map(record -> ((ScreenRecord.Note) record).text())
                .toList();
    }

    String screen() {
        StringBuilder text = new StringBuilder();
        for (ScreenRecord record : told) {
            if (record instanceof ScreenRecord.Output(Bytes bytes)) {
                text.append(bytes.toUtf8());
            }
        }
        return text.toString();
    }

    boolean ends() throws InterruptedException {
        return over.await(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        clientReads = true;
        reading.countDown();
        client.stop();
        end.stop();
        listener.close();
    }
}
