package dev.sallyport.agent.link;

import dev.sallyport.protocol.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that takes one websocket after the other, and leaves each in the test's hands.
final class OneSocketServer implements AutoCloseable {
    private static final int FINAL_BINARY = 0x82;

    /// What went wrong here; a good client gives no cause.
    final List<Exception> failures = new CopyOnWriteArrayList<>();

    private final ServerSocket listener;

    OneSocketServer() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    ServerAddress address() {
        return ServerAddress.parse("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// What the server does with a connection that has asked for a websocket.
    interface Course {
        void run(Socket socket) throws IOException;
    }

    /// Takes the next connection as a websocket, and drops it when the course is run. The thread
    /// ends with it.
    Thread serve(Course course) {
        return Thread.startVirtualThread(() -> {
            try (Socket socket = listener.accept()) {
                answer(socket, readRequest(socket));
                course.run(socket);
            } catch (IOException | NoSuchAlgorithmException e) {
                failures.add(e);
            }
        });
    }

    /// Refuses the next connection with this status line.
    void refuse(String status) {
        Thread.startVirtualThread(() -> {
            try (Socket socket = listener.accept()) {
                readRequest(socket);
                write(socket, status + "\r\nContent-Length: 0");
            } catch (IOException e) {
                failures.add(e);
            }
        });
    }

    /// Takes the next connection and drops it as soon as it has asked.
    void hangUp() {
        Thread.startVirtualThread(() -> {
            try (Socket socket = listener.accept()) {
                readRequest(socket);
            } catch (IOException e) {
                failures.add(e);
            }
        });
    }

    private static void answer(Socket socket, String key)
            throws IOException, NoSuchAlgorithmException {
        write(
                socket,
                "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + proof(key));
    }

    private static void write(Socket socket, String head) throws IOException {
        String whole = "HTTP/1.1 " + head + "\r\n\r\n";
        socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readRequest(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String[] parts = line.split(": ?", 2);
            if (parts[0].equalsIgnoreCase("Sec-WebSocket-Key")) {
                key = parts[1];
            }
        }
        return key;
    }

    private static String proof(String key) throws NoSuchAlgorithmException {
        byte[] text =
                (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(MessageDigest.getInstance("SHA-1").digest(text)).toBase64();
    }

    /// A whole binary message of at most 125 bytes.
    static byte[] message(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[payload.length + 2];
        frame[0] = (byte) FINAL_BINARY;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
