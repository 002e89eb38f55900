package dev.sallyport.agent.ssh;

import dev.sallyport.agent.port.Outlet;
import java.io.IOException;
import org.apache.sshd.server.SshServer;

/// The library's server, started for one session and ended with it.
record SshService(SshServer server) implements AutoCloseable {
    static SshService start(
            Library.Identity identity, Surroundings around, Listeners listeners, SshEnd.Needs needs)
            throws IOException {
        SshServer server = Library.server(identity, around, listeners, needs);
        server.start();
        return new SshService(server);
    }

    StreamSession session(Outlet outlet, Runnable onClosed) {
        return new StreamSession(
                outlet, StreamTransport.acceptor(), server.getSessionFactory(), onClosed);
    }

    @Override
    public void close() {
        var ignored = server.close(true);
    }
}
