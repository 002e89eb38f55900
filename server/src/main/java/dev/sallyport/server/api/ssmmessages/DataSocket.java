package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.server.net.Socket;
import dev.sallyport.server.net.SocketListener;
import dev.sallyport.server.relay.Leg;
import dev.sallyport.server.relay.LegInput;
import java.util.Optional;
import java.util.function.Function;

/// One socket of a session: first the token, then frames for the relay.
final class DataSocket implements SocketListener, Leg {
    private static final int NORMAL = 1000;
    private static final int POLICY_VIOLATION = 1008;

    private final Socket socket;
    private final Desk desk;
    private boolean spoken;
    private boolean client;
    private boolean gone;
    private Optional<LegInput> input = Optional.empty();

    /// Who decides about the socket. `join` returns at once; the answer comes to the socket.
    interface Desk {
        void join(DataSocket socket, OpenDataChannel hello);
    }

    DataSocket(Socket socket, Desk desk) {
        this.socket = socket;
        this.desk = desk;
    }

    @Override
    public void text(String text) {
        if (spoken) {
            return;
        }
        spoken = true;
        try {
            OpenDataChannel hello = OpenDataChannel.decode(Bytes.ofUtf8(text));
            // What follows is held by the listener until the relay has this socket.
            socket.setReading(false);
            desk.join(this, hello);
        } catch (MalformedMessageException e) {
            socket.close(POLICY_VIOLATION, "expected: OpenDataChannelInput");
        }
    }

    @Override
    public void binary(Bytes message) {
        if (gone) {
            return;
        }
        if (input.isEmpty()) {
            socket.close(POLICY_VIOLATION, "expected: OpenDataChannelInput");
            return;
        }
        input.orElseThrow().frame(client ? ClientFrames.mend(message) : message);
    }

    @Override
    public void writable() {
        input.ifPresent(LegInput::writable);
    }

    @Override
    public void closed() {
        gone = true;
        input.ifPresent(LegInput::closed);
        input = Optional.empty();
    }

    /// Joins this socket to the relay: frames go there from now on. `attach` must not block; if it
    /// finds no session any more, the socket closes.
    void joined(boolean asClient, Function<Leg, Optional<LegInput>> attach) {
        socket.opened();
        socket.loop().execute(() -> join(asClient, attach));
    }

    // On the loop, so that no message and no goodbye can come in between.
    private void join(boolean asClient, Function<Leg, Optional<LegInput>> attach) {
        if (gone) {
            return;
        }
        client = asClient;
        input = attach.apply(this);
        if (input.isEmpty()) {
            close();
            return;
        }
        // Last, for what was held comes within this call.
        socket.setReading(true);
    }

    /// Not joined. A client is told in a frame why: AWS's plugin waits for ever on a socket that
    /// just closes.
    void refused(Bytes goodbye) {
        socket.binary(goodbye);
        socket.close(NORMAL, "");
    }

    /// Not joined, and a node needs no words.
    void refused() {
        socket.close(POLICY_VIOLATION, "the token is not valid");
    }

    @Override
    public void send(Bytes wire) {
        socket.binary(wire);
    }

    @Override
    public void close() {
        socket.close(NORMAL, "");
    }

    @Override
    public boolean isWritable() {
        return socket.isWritable();
    }

    @Override
    public void setReading(boolean on) {
        socket.setReading(on);
    }
}
