package dev.sallyport.agent.ssh;

import dev.sallyport.agent.link.Stamps;
import dev.sallyport.agent.port.Forwarding;
import dev.sallyport.agent.port.Outlet;
import dev.sallyport.agent.shell.Shells;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.ssh.P256Key;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The SSH server of one session, with a host key of its own.
public final class SshEnd {
    private final SshOrder order;
    private final String account;
    private final KeyPair hostKey;
    private final Needs needs;
    private final CountDownLatch over = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable StreamSession session;
    private boolean stopped;

    /// What it takes of the rest of the agent.
    ///
    /// @param patience how long a client may take to prove itself
    public record Needs(
            Shells shells,
            Forwarding forwarding,
            Workers workers,
            Stamps stamps,
            Duration patience) {}

    private SshEnd(SshOrder order, String account, KeyPair hostKey, Needs needs) {
        this.order = order;
        this.account = account;
        this.hostKey = hostKey;
        this.needs = needs;
    }

    /// Prepares it: nothing is served before {@link #run}.
    public static SshEnd prepare(SshOrder order, Needs needs) throws StartRefusedException {
        String account = needs.shells().user(order.runAs()).name();
        return new SshEnd(order, account, keyPair(needs.stamps()), needs);
    }

    private static KeyPair keyPair(Stamps stamps) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), stamps.random());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    /// What the client must find at the other end of the stream.
    public P256Key hostKey() {
        return P256Key.of((ECPublicKey) hostKey.getPublic());
    }

    /// As whom everything runs, and the only user name that is taken.
    public String account() {
        return account;
    }

    /// Serves the client until it leaves or {@link #stop}. Blocks. Calls `listening` once bytes of
    /// the client's may come.
    public void run(Outlet outlet, Runnable listening) throws IOException, InterruptedException {
        Surroundings around =
                new Surroundings(
                        order,
                        needs.shells(),
                        needs.forwarding(),
                        new Telling(outlet),
                        needs.workers(),
                        needs.stamps()::nanos);
        Listeners listeners = new Listeners(around);
        try (SshService service =
                SshService.start(
                        new Library.Identity(hostKey, account), around, listeners, needs)) {
            StreamSession stream = service.session(outlet, over::countDown);
            if (adopt(stream)) {
                around.telling().note("SSH as " + account);
                stream.begin();
                listening.run();
                over.await();
            }
        } finally {
            listeners.close();
        }
    }

    private boolean adopt(StreamSession stream) {
        lock.lock();
        try {
            session = stream;
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    /// Takes bytes of the client's, from one thread. May block.
    public void received(Bytes payload) {
        StreamSession present = present();
        if (present != null) {
            present.received(payload);
        }
    }

    private @Nullable StreamSession present() {
        lock.lock();
        try {
            return session;
        } finally {
            lock.unlock();
        }
    }

    /// Ends it with all its programs and connections. Any thread, and more than once.
    public void stop() {
        StreamSession present;
        lock.lock();
        try {
            stopped = true;
            present = session;
        } finally {
            lock.unlock();
        }
        over.countDown();
        if (present != null) {
            // Closing waits for the library's locks, which a blocked writer may hold.
            var ignored = needs.workers().light("ssh end", () -> present.close(true));
        }
    }
}
