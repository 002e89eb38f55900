package dev.sallyport.agent.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A connection to the server, with TLS in it unless the address is a `ws:` one.
///
/// @param wire what TLS runs on, or the connection itself
record Connection(Socket wire, InputStream in, OutputStream out) {
    /// For the connection, and for each answer until {@link #waitWithoutLimit}.
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    static Connection open(SSLContext tls, URI uri) throws IOException {
        boolean secure = uri.getScheme().equals("wss");
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int standard = secure ? TLS_PORT : PLAIN_PORT;
        int port = uri.getPort() == -1 ? standard : uri.getPort();
        Socket wire = new Socket();
        try {
            wire.connect(new InetSocketAddress(host, port), (int) LIMIT.toMillis());
            wire.setSoTimeout((int) LIMIT.toMillis());
            // Each frame is written whole, and a keystroke's echo must not wait for the next.
            wire.setTcpNoDelay(true);
            Socket talk = secure ? secured(tls, wire, host, port) : wire;
            return new Connection(wire, talk.getInputStream(), talk.getOutputStream());
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    private static Socket secured(SSLContext tls, Socket wire, String host, int port)
            throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(wire, host, port, false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    void waitWithoutLimit() throws IOException {
        wire.setSoTimeout(0);
    }

    /// Hangs up under TLS, for its goodbye would wait behind a write that is stuck.
    void close() {
        try {
            wire.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }
}
