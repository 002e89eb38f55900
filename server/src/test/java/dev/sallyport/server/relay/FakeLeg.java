package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.MessageTypes;
import java.util.ArrayList;
import java.util.List;

/// A socket that remembers what it was sent.
final class FakeLeg implements Leg {
    final List<Bytes> wires = new ArrayList<>();
    boolean writable = true;
    boolean reading = true;
    boolean closed;

    /// How many more messages make it unwritable; negative for never.
    int room = -1;

    @Override
    public void send(Bytes wire) {
        wires.add(wire);
        if (room > 0 && --room == 0) {
            writable = false;
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void setReading(boolean on) {
        reading = on;
    }

    List<Frame> frames() {
        return wires.stream().map(FakeLeg::decode).toList();
    }

    /// The message types in order, stream frames with their number, acknowledgements with the
    /// number they are for: `output_stream_data 3`, `acknowledge 0`.
    List<String> story() {
        return frames().stream().map(Wire::tell).toList();
    }

    /// What a terminal would show.
    String screen() {
        StringBuilder text = new StringBuilder();
        for (Frame frame : frames()) {
            if (frame.isStream()) {
                text.append(frame.payload().toUtf8());
            }
        }
        return text.toString();
    }

    /// The text of `channel_closed`, or `(open)`.
    String goodbye() {
        for (Frame frame : frames()) {
            if (frame.type().equals(MessageTypes.CHANNEL_CLOSED)) {
                return Wire.unchecked(() -> ChannelClosed.decode(frame.payload())).output();
            }
        }
        return "(open)";
    }

    void forget() {
        wires.clear();
    }

    private static Frame decode(Bytes wire) {
        return Wire.unchecked(() -> FrameCodec.decode(wire));
    }
}
