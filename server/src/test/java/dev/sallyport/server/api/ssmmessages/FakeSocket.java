package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.net.Socket;
import dev.sallyport.server.net.SocketListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// A socket whose peer is the test. Its loop is the caller's thread, and as on a real loop,
/// switching the reading on delivers at once what was held.
final class FakeSocket implements Socket {
    final List<Bytes> sent = new ArrayList<>();
    final Deque<Bytes> held = new ArrayDeque<>();
    Optional<Integer> closeCode = Optional.empty();
    boolean opened;
    private boolean reading = true;
    private Optional<SocketListener> listener = Optional.empty();

    void listen(SocketListener to) {
        listener = Optional.of(to);
    }

    void receive(Bytes message) {
        held.add(message);
        deliver();
    }

    private void deliver() {
        while (reading && closeCode.isEmpty() && !held.isEmpty()) {
            listener.orElseThrow().binary(held.remove());
        }
    }

    @Override
    public void binary(Bytes message) {
        sent.add(message);
    }

    @Override
    public void text(String text) {
        throw new AssertionError("neither end expects texts: " + text);
    }

    @Override
    public void close(int code, String reason) {
        closeCode = Optional.of(code);
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void setReading(boolean on) {
        reading = on;
        deliver();
    }

    @Override
    public InetSocketAddress remote() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public Executor loop() {
        return Runnable::run;
    }

    @Override
    public void opened() {
        opened = true;
    }
}
