package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;

/// Something on its way to one end. Belongs to one session's loop.
final class Item {
    private static final long NONE = -1;

    final Bytes wire;

    /// The number of a stream frame as its target counts, or -1.
    final long sequence;

    /// The number of the frame this one acknowledges, or -1.
    final long acknowledges;

    final int payloadType;
    final long arrived;

    /// May go when the lane's tap has answered so many events.
    final long ticket;

    /// May go from then on.
    final long notBefore;

    boolean queued;

    /// Whether it has ever gone out.
    boolean sent;

    /// Whether its sender was told that it arrived, by the relay's own guess.
    boolean answered;

    /// How often it has gone to the socket that is attached now, and when first.
    int copies;

    long firstSent;

    /// When the relay repeats a frame of its own, if it is not acknowledged by then.
    long repeatAt;

    private Item(
            Bytes wire,
            long sequence,
            long acknowledges,
            int payloadType,
            long arrived,
            long ticket,
            long notBefore) {
        this.wire = wire;
        this.sequence = sequence;
        this.acknowledges = acknowledges;
        this.payloadType = payloadType;
        this.arrived = arrived;
        this.ticket = ticket;
        this.notBefore = notBefore;
    }

    static Item stream(Frame frame, long number, Bytes wire, long ticket, long now) {
        return new Item(wire, number, NONE, frame.payloadType(), now, ticket, now);
    }

    /// A stream frame of the relay's own.
    static Item said(long number, Bytes wire, long ticket, long now) {
        return new Item(wire, number, NONE, PayloadTypes.OUTPUT, now, ticket, now);
    }

    static Item acknowledgement(Bytes wire, long of, long notBefore) {
        return new Item(wire, NONE, of, PayloadTypes.NONE, notBefore, 0, notBefore);
    }

    /// A message of the relay's own.
    static Item notice(Bytes wire, long now) {
        return new Item(wire, NONE, NONE, PayloadTypes.NONE, now, 0, now);
    }

    boolean isStream() {
        return sequence != NONE;
    }

    int size() {
        return wire.size();
    }
}
