package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.util.UUID;

/// The far end of a session, as a test plays it: numbers its output, acknowledges when told to.
public final class FakeNode {
    private static final UUID ID = new UUID(1, 2);

    private final FakeStream.Peer peer;
    private long sequence;

    private FakeNode(FakeStream.Peer peer, long sequence) {
        this.peer = peer;
        this.sequence = sequence;
    }

    public static FakeNode on(FakeStream.Peer peer) {
        return new FakeNode(peer, 0);
    }

    /// The same node on the socket that took the lost one's place.
    public FakeNode movedTo(FakeStream.Peer other) {
        return new FakeNode(other, sequence);
    }

    public OpenDataChannel opening() throws Exception {
        return OpenDataChannel.decode(peer.text());
    }

    public Frame print(String text) throws Exception {
        return stream(PayloadTypes.OUTPUT, Bytes.ofUtf8(text));
    }

    public Frame stream(int type, Bytes payload) throws Exception {
        Frame frame =
                new Frame(MessageTypes.OUTPUT_STREAM_DATA, 1, sequence++, 0, ID, type, payload);
        send(frame);
        return frame;
    }

    public void send(Frame frame) throws Exception {
        peer.send(FrameCodec.encode(frame));
    }

    public void close(String text) throws Exception {
        send(Frames.channelClosed(new ChannelClosed(ID, 1, "mi-1", "s-1", text)));
    }

    /// The next frame of the client's stream, which is not acknowledged.
    public Frame input() throws Exception {
        while (true) {
            Frame frame = FrameCodec.decode(peer.message());
            if (frame.type().equals(MessageTypes.INPUT_STREAM_DATA)) {
                return frame;
            }
        }
    }

    /// The next frame of the client's stream, acknowledged.
    public Frame read() throws Exception {
        Frame frame = input();
        send(Frames.acknowledge(frame, ID, 1));
        return frame;
    }

    /// What is typed next: sizes in between are acknowledged and skipped.
    public String typed() throws Exception {
        while (true) {
            Frame frame = read();
            if (frame.payloadType() == PayloadTypes.OUTPUT) {
                return frame.payload().toUtf8();
            }
        }
    }

    /// The sequence number in the client's next acknowledgement.
    public long acknowledged() throws Exception {
        while (true) {
            Frame frame = FrameCodec.decode(peer.message());
            if (frame.type().equals(MessageTypes.ACKNOWLEDGE)) {
                return Acknowledge.decode(frame.payload()).sequence();
            }
        }
    }

    public FakeStream.Peer peer() {
        return peer;
    }
}
