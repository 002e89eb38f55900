package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The frames the relay sends in its own name.
final class Notices {
    private final InstantSource clock;
    private final SecureRandom random;

    Notices(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    Bytes acknowledge(Frame frame) {
        return FrameCodec.encode(Frames.acknowledge(frame, Frames.newId(random), clock.millis()));
    }

    /// An acknowledgement as it came, but of the frame of another number.
    static Bytes renumbered(Frame frame, Acknowledge given, long number) {
        Acknowledge other = new Acknowledge(given.messageType(), given.messageId(), number);
        return FrameCodec.encode(
                new Frame(
                        frame.type(),
                        frame.createdMillis(),
                        frame.sequence(),
                        frame.flags(),
                        frame.id(),
                        frame.payloadType(),
                        other.encode()));
    }

    /// A line of the server's own among the node's output.
    Bytes output(long sequence, Bytes payload) {
        return FrameCodec.encode(
                new Frame(
                        MessageTypes.OUTPUT_STREAM_DATA,
                        clock.millis(),
                        sequence,
                        0,
                        Frames.newId(random),
                        PayloadTypes.OUTPUT,
                        payload));
    }

    Bytes pause() {
        return control(MessageTypes.PAUSE_PUBLICATION);
    }

    Bytes start() {
        return control(MessageTypes.START_PUBLICATION);
    }

    Bytes channelClosed(SessionPlan plan, String output) {
        return FrameCodec.encode(
                Frames.channelClosed(
                        new ChannelClosed(
                                Frames.newId(random),
                                clock.millis(),
                                plan.node().value(),
                                plan.session().value(),
                                output)));
    }

    private Bytes control(String type) {
        return FrameCodec.encode(
                Frames.control(type, Bytes.EMPTY, Frames.newId(random), clock.millis()));
    }
}
