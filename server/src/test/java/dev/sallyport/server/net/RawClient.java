package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that sends exactly the bytes it is told to. Every read gives up after a while.
final class RawClient implements AutoCloseable {
    static final int PATIENCE_MILLIS = 20_000;
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    static final int FINAL = 0x80;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    record Answer(int status, List<String> head, Bytes body) {
        String header(String name) {
            return head.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    record Frame(int head, Bytes payload) {
        int opcode() {
            return head & 0x0F;
        }

        int closeCode() {
            return payload.asReadOnlyBuffer().getShort();
        }
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    Answer answer() throws IOException {
        return answer(false);
    }

    Answer answer(boolean headOnly) throws IOException {
        Answer head = head();
        String length = head.header("Content-Length");
        int size = headOnly || length.isEmpty() ? 0 : Integer.parseInt(length);
        return new Answer(head.status(), head.head(), Bytes.wrap(in.readNBytes(size)));
    }

    Answer head() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IOException("closed before an answer");
        }
        return new Answer(Integer.parseInt(lines.getFirst().substring(9, 12)), lines, Bytes.EMPTY);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /// Whether the server has hung up, with or without ceremony. Waits for it.
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /// Whether everything has been said: reads to the end, or until it has waited too long for it.
    boolean endsAfter(byte[] last) throws IOException {
        try {
            send(last);
            socket.shutdownOutput();
            while (in.read() >= 0) {
                // What it says does not matter.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    byte[] read(int count) throws IOException {
        return in.readNBytes(count);
    }

    RawClient upgrade(String path) throws IOException {
        Answer answer = askForUpgrade(path, "").head();
        if (answer.status() != 101) {
            throw new IOException("no websocket: " + answer.head());
        }
        return this;
    }

    RawClient askForUpgrade(String path, String more) throws IOException {
        return send(
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + more
                        + "\r\n");
    }

    RawClient frame(int opcode, byte[] payload) throws IOException {
        return send(masked(FINAL | opcode, payload));
    }

    RawClient text(String text) throws IOException {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// One frame as a client must send it.
    static byte[] masked(int head, byte[] payload) {
        byte[] mask = {1, 2, 3, 4};
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) head);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        return java.util.Arrays.copyOf(frame.array(), frame.position());
    }

    Frame frame() throws IOException {
        int head = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        return new Frame(head, Bytes.wrap(in.readNBytes(length)));
    }

    /// The next frame that is not a ping of the server's.
    Frame dataFrame() throws IOException {
        Frame frame = frame();
        return frame.opcode() == PING ? dataFrame() : frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
