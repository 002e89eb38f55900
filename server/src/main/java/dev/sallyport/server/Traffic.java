package dev.sallyport.server;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.ssmmessages.ControlChannels;
import dev.sallyport.server.api.ssmmessages.SessionPlane;
import dev.sallyport.server.certificates.SshAuthority;
import dev.sallyport.server.config.Config;
import dev.sallyport.server.documents.DocumentStore;
import dev.sallyport.server.documents.Documents;
import dev.sallyport.server.documents.SessionDocuments;
import dev.sallyport.server.documents.ShippedDocuments;
import dev.sallyport.server.recordings.Recordings;
import dev.sallyport.server.recordings.RecordingsConfig;
import dev.sallyport.server.relay.Relay;
import dev.sallyport.server.relay.RelayConfig;
import dev.sallyport.server.relay.RelayLoop;
import dev.sallyport.server.sessions.SessionIds;
import dev.sallyport.server.sessions.SessionLife;
import dev.sallyport.server.sessions.SessionSettings;
import dev.sallyport.server.sessions.SessionStore;
import dev.sallyport.server.sessions.SessionTokens;
import dev.sallyport.server.sessions.Sessions;
import dev.sallyport.server.store.sqlite.SqliteDocuments;
import dev.sallyport.server.store.sqlite.SqliteSessions;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/// What passes: documents, sessions, their relay and their recordings.
final class Traffic implements AutoCloseable {
    private static final int RECORDERS = 2;

    private final DefaultEventExecutorGroup loops;
    private final ExecutorService reporter =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("report-", 0).factory());
    private final Recordings recordings;
    private final Relay relay;
    private final SshAuthority sshAuthority;
    private final ControlChannels control;
    private final Documents documents;
    private final SessionLife life;
    private final Sessions sessions;
    private final SqliteSessions store;

    Traffic(Ground ground, Population population) throws IOException {
        Config config = ground.config();
        this.loops = new DefaultEventExecutorGroup(Runtime.getRuntime().availableProcessors());
        this.recordings =
                Recordings.open(
                        new RecordingsConfig(
                                config.recordings().directory(),
                                config.recordings().freeSpaceFloor(),
                                RECORDERS),
                        ground.clock(),
                        System::nanoTime);
        this.relay =
                new Relay(
                        RelayConfig.usual(),
                        relayLoops(),
                        new Relay.Time(ground.clock(), System::nanoTime),
                        ground.random(),
                        reporter);
        this.sshAuthority = SshAuthority.obtain(config.dataDir().resolve("ssh"), ground.random());
        this.control = new ControlChannels(ground.random(), ground.clock(), sshAuthority.key());
        this.store = new SqliteSessions(ground.database());
        SessionSettings settings = SessionSettings.DEFAULTS;
        SessionTokens tokens =
                new SessionTokens(store, ground.random(), ground.clock(), settings.tokenLife());
        this.life = life(ground, store, tokens);
        ShippedDocuments shipped = ShippedDocuments.load();
        DocumentStore kept = new SqliteDocuments(ground.database());
        this.documents = new Documents(kept, shipped, ground.clock());
        this.sessions =
                new Sessions(
                        new SessionDocuments(documents, shipped),
                        population::isKnown,
                        store,
                        tokens,
                        new SessionIds(ground.random()),
                        life,
                        ground.clock());
    }

    private SessionLife life(Ground ground, SqliteSessions store, SessionTokens tokens) {
        Config.SessionRules rules = ground.config().sessions();
        // Each needs the other: the plane reports to the life, the life commands the plane.
        AtomicReference<SessionLife> made = new AtomicReference<>();
        SessionPlane plane =
                new SessionPlane(
                        relay,
                        recordings,
                        new SessionPlane.Windows(rules.resumeWindow(), rules.nodeWindow()),
                        made::get);
        SessionLife result =
                new SessionLife(
                        store, tokens, control, plane, ground.clock(), SessionSettings.DEFAULTS);
        made.set(result);
        return result;
    }

    private List<RelayLoop> relayLoops() {
        List<RelayLoop> result = new ArrayList<>();
        for (EventExecutor loop : loops) {
            result.add(RelayLoop.on(loop));
        }
        return result;
    }

    /// The node is one no longer: its sessions and its channel end.
    void removed(NodeId node) {
        life.nodeRemoved(node);
        control.drop(node);
    }

    SessionStore store() {
        return store;
    }

    Recordings recordings() {
        return recordings;
    }

    Relay relay() {
        return relay;
    }

    SshAuthority sshAuthority() {
        return sshAuthority;
    }

    ControlChannels control() {
        return control;
    }

    Documents documents() {
        return documents;
    }

    SessionLife life() {
        return life;
    }

    Sessions sessions() {
        return sessions;
    }

    /// Sockets first, then what they still report, then the files.
    @Override
    public void close() {
        relay.close();
        loops.shutdownGracefully(0, 2, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
        reporter.close();
        recordings.close();
    }
}
