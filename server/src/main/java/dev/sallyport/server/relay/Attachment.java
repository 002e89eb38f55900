package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;

/// One socket of one end, from its attachment to its end.
final class Attachment implements LegInput {
    /// Which end a socket belongs to.
    enum End {
        CLIENT,
        NODE
    }

    final End end;
    private final Leg leg;
    private final RelaySession session;
    private final ReadingGate gate;

    /// How many broken frames it has sent. Session's loop only.
    int malformed;

    Attachment(End end, Leg leg, RelaySession session, long queueBytes) {
        this.end = end;
        this.leg = leg;
        this.session = session;
        this.gate = new ReadingGate(leg, queueBytes);
    }

    @Override
    public void frame(Bytes wire) {
        gate.arrived(wire.size());
        session.submit(() -> {
            gate.handled(wire.size());
            session.frame(this, wire);
        });
    }

    @Override
    public void writable() {
        session.submit(() -> {});
    }

    @Override
    public void closed() {
        session.submit(() -> session.detached(this));
    }

    boolean canSend() {
        return leg.isWritable();
    }

    void send(Bytes wire) {
        leg.send(wire);
    }

    void hold(boolean on) {
        gate.hold(on);
    }

    void close() {
        // A socket that is not read does not notice its end.
        gate.hold(false);
        leg.close();
    }
}
