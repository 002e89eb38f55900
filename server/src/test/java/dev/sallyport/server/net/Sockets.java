package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// Writes down what one websocket brings. Refuses the path `/no`.
final class Sockets implements SocketHandler {
    final BlockingQueue<Socket> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<String> text = new LinkedBlockingQueue<>();
    final BlockingQueue<Bytes> binary = new LinkedBlockingQueue<>();
    final BlockingQueue<Boolean> writable = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch beforeOpen = new CountDownLatch(0);
    CountDownLatch beforeListening = new CountDownLatch(0);
    String stopReadingAt = "";
    String failIn = "";

    @Override
    public Optional<HttpResponse> refuse(HttpRequest upgrade) {
        return upgrade.rawPath().equals("/no")
                ? Optional.of(HttpResponse.text(403, "no"))
                : Optional.empty();
    }

    @Override
    public SocketListener open(HttpRequest upgrade, Socket socket) {
        pass(beforeOpen);
        failAt("open");
        opened.add(socket);
        pass(beforeListening);
        return new Listener(socket);
    }

    /// Waits where nothing may be thrown.
    static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes the next where nothing may be thrown.
    static void next(BlockingQueue<Boolean> from) {
        try {
            from.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void failAt(String place) {
        if (failIn.equals(place)) {
            throw new IllegalStateException("hunter2");
        }
    }

    private final class Listener implements SocketListener {
        private final Socket socket;

        Listener(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void text(String message) {
            failAt("text");
            if (message.equals(stopReadingAt)) {
                socket.setReading(false);
            }
            text.add(message);
        }

        @Override
        public void binary(Bytes message) {
            binary.add(message);
        }

        @Override
        public void writable() {
            writable.add(true);
        }

        @Override
        public void closed() {
            closed.countDown();
        }
    }
}
