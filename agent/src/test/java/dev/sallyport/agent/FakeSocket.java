package dev.sallyport.agent;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;

/// The server's end of a websocket (RFC 6455), as little of it as the tests need.
final class FakeSocket {
    /// How far apart two clocks may be.
    static final Duration SKEW = Duration.ofMinutes(5);

    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    FakeSocket(Socket socket, DataInputStream in) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
    }

    record Message(int opcode, Bytes payload) {}

    /// What a server answers to prove that it speaks websocket: `key` is the client's with the
    /// RFC's suffix.
    static String proof(String key) throws NoSuchAlgorithmException {
        byte[] text = key.getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(MessageDigest.getInstance("SHA-1").digest(text)).toBase64();
    }

    /// The next text or binary message; empty once the socket is gone. Answers pings.
    Optional<Message> read() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int opcode = 0;
        try {
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = payload();
                int kind = first & 0x0f;
                if (kind == CLOSE) {
                    return Optional.empty();
                }
                if (kind == PING) {
                    send(PONG, Bytes.wrap(payload));
                }
                if (kind == PING || kind == PONG) {
                    continue;
                }
                opcode = kind == 0 ? opcode : kind;
                whole.writeBytes(payload);
                if ((first & 0x80) != 0) {
                    return Optional.of(new Message(opcode, Bytes.wrap(whole.toByteArray())));
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    synchronized void send(int opcode, Bytes payload) {
        try {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            head.write(0x80 | opcode);
            int size = payload.size();
            if (size < 126) {
                head.write(size);
            } else if (size < 65_536) {
                head.write(126);
                head.write(size >> 8);
                head.write(size);
            } else {
                head.write(127);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    head.write((int) ((long) size >> shift));
                }
            }
            out.write(head.toByteArray());
            out.write(payload.toArray());
            out.flush();
        } catch (IOException _) {
            // The other end has gone; whoever reads will notice.
        }
    }

    /// Without a word, as a dying server would.
    void drop() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }
}
