package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A websocket server of a few lines, for peers that a test drives by hand.
public final class FakeStream implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ServerSocket server;
    private final BlockingQueue<Peer> opened = new LinkedBlockingQueue<>();

    public FakeStream() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    public URI url() {
        return URI.create(
                "ws://127.0.0.1:" + server.getLocalPort() + "/v1/data-channel/s-1?role=x");
    }

    /// The next websocket a client opens.
    public Peer accept() throws InterruptedException {
        Peer peer = opened.poll(10, TimeUnit.SECONDS);
        if (peer == null) {
            throw new AssertionError("nobody connected");
        }
        return peer;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Peer peer = new Peer(server.accept());
                Thread.ofVirtual().start(peer::serve);
            } catch (IOException e) {
                return;
            }
        }
    }

    /// One client's websocket.
    public final class Peer {
        private final Socket socket;
        private final BlockingQueue<Bytes> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Bytes> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Bytes> pings = new LinkedBlockingQueue<>();
        private volatile boolean answersPings = true;

        Peer(Socket socket) {
            this.socket = socket;
        }

        public Bytes text() throws InterruptedException {
            return take(texts);
        }

        public Bytes message() throws InterruptedException {
            return take(messages);
        }

        public Bytes ping() throws InterruptedException {
            return take(pings);
        }

        public void send(Bytes message) throws IOException {
            write(BINARY, message.toArray());
        }

        public void ignorePings() {
            answersPings = false;
        }

        /// Pulls the plug.
        public void drop() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private Bytes take(BlockingQueue<Bytes> from) throws InterruptedException {
            Bytes taken = from.poll(10, TimeUnit.SECONDS);
            if (taken == null) {
                throw new AssertionError("nothing came");
            }
            return taken;
        }

        private void serve() {
            try {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                upgrade(in);
                opened.add(this);
                while (true) {
                    read(in);
                }
            } catch (IOException e) {
                // The client left, or the test pulled the plug.
            }
        }

        private void upgrade(DataInputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            String key =
                    head.toString()
                            .lines()
                            .filter(l ->
                                    l.toLowerCase(java.util.Locale.ROOT)
                                            .startsWith("sec-websocket-key:"))
                            .map(l -> l.substring(l.indexOf(':') + 1).strip())
                            .findFirst()
                            .orElseThrow();
            String answer =
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: "
                            + accept(key)
                            + "\r\n\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }

        private void read(DataInputStream in) throws IOException {
            int opcode = in.readUnsignedByte() & 15;
            int size = in.readUnsignedByte() & 127;
            if (size == 126) {
                size = in.readUnsignedShort();
            } else if (size == 127) {
                size = (int) in.readLong();
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(size);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            switch (opcode) {
                case TEXT -> texts.add(Bytes.wrap(payload));
                case BINARY -> messages.add(Bytes.wrap(payload));
                case PING -> {
                    pings.add(Bytes.wrap(payload));
                    if (answersPings) {
                        write(PONG, payload);
                    }
                }
                default -> {}
            }
        }

        private synchronized void write(int opcode, byte[] payload) throws IOException {
            OutputStream out = socket.getOutputStream();
            byte[] head =
                    payload.length < 126
                            ? new byte[] {(byte) (128 | opcode), (byte) payload.length}
                            : new byte[] {
                                (byte) (128 | opcode),
                                126,
                                (byte) (payload.length >> 8),
                                (byte) payload.length
                            };
            out.write(head);
            out.write(payload);
            out.flush();
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
