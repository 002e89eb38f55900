package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A relay with one session, two sockets and a clock, all in the test's hand.
final class Rig implements RelayEvents {
    static final SessionId SESSION = new SessionId("alice-0abc");
    static final NodeId NODE = new NodeId("mi-0123456789abcdef0");
    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    /// A socket and the relay's ear for it.
    record Socket(FakeLeg leg, LegInput input) {}

    FakeLoop loop = new FakeLoop();
    final List<String> reports = new ArrayList<>();
    final RelayConfig config;
    Instant started = NOON;
    SessionKind kind = SessionKind.shell();
    SessionLimits limits = SessionLimits.usual(kind);
    FakeTap tap = new FakeTap();
    Relay relay;
    Socket client;
    Socket node;

    Rig() {
        this(RelayConfig.usual());
    }

    Rig(RelayConfig config) {
        this.config = config;
        this.relay = newRelay();
    }

    private Relay newRelay() {
        return new Relay(
                config,
                List.of(loop),
                new Relay.Time(InstantSource.fixed(NOON), () -> loop.nanos()),
                new SecureRandom(),
                Runnable::run);
    }

    static Rig shell() {
        return new Rig().opened();
    }

    static Rig of(SessionKind kind) {
        return of(kind, RelayConfig.usual());
    }

    static Rig of(SessionKind kind, RelayConfig config) {
        Rig rig = new Rig(config);
        rig.kind = kind;
        rig.limits = SessionLimits.usual(kind);
        return rig.opened();
    }

    static Rig with(RelayConfig config) {
        return new Rig(config).opened();
    }

    /// Opens the session and attaches both ends.
    Rig opened() {
        open();
        clientComes();
        nodeComes();
        return this;
    }

    void open() {
        relay.open(new SessionPlan(SESSION, NODE, kind, limits, started, tap, this));
        loop.run();
    }

    void clientComes() {
        FakeLeg leg = new FakeLeg();
        client = new Socket(leg, relay.attachClient(SESSION, leg).orElseThrow());
        loop.run();
    }

    void nodeComes() {
        FakeLeg leg = new FakeLeg();
        node = new Socket(leg, relay.attachNode(SESSION, leg).orElseThrow());
        loop.run();
    }

    void clientGoes() {
        client.input().closed();
        loop.run();
    }

    void nodeGoes() {
        node.input().closed();
        loop.run();
    }

    /// The node sends, and 10 ms pass: any delay of acknowledgements is over.
    void fromNode(Bytes... wires) {
        for (Bytes wire : wires) {
            node.input().frame(wire);
        }
        loop.advance(Duration.ofMillis(10));
    }

    void fromClient(Bytes... wires) {
        for (Bytes wire : wires) {
            client.input().frame(wire);
        }
        loop.advance(Duration.ofMillis(10));
    }

    void pass(Duration time) {
        loop.advance(time);
    }

    void end(EndCause cause) {
        relay.end(SESSION, cause);
        loop.run();
    }

    /// The server stops and starts again; the recording stays.
    void restart() {
        loop.inline = true;
        relay.close();
        kill();
    }

    /// The server is killed and starts again; the recording stays.
    void kill() {
        FakeTap former = tap;
        tap = new FakeTap();
        tap.events.addAll(former.events);
        tap.position = FakeTap.positionAfter(former.events);
        loop = new FakeLoop();
        relay = newRelay();
        open();
    }

    boolean isOpen() {
        return relay.isOpen(SESSION);
    }

    @Override
    public void clientAttached(SessionId session) {
        reports.add("client attached");
    }

    @Override
    public void clientDetached(SessionId session) {
        reports.add("client detached");
    }

    @Override
    public void nodeAttached(SessionId session) {
        reports.add("node attached");
    }

    @Override
    public void nodeDetached(SessionId session) {
        reports.add("node detached");
    }

    @Override
    public void ended(SessionId session, EndCause cause) {
        reports.add("ended: " + cause.label());
    }
}
