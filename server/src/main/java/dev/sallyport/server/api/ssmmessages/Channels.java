package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import dev.sallyport.server.net.Socket;
import dev.sallyport.server.net.SocketHandler;
import dev.sallyport.server.net.SocketListener;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Takes websockets by their path and gives each its listener.
///
/// A control channel must be signed by its own node. A data channel may come unsigned, for its
/// token is the proof; a signature that is there must be good.
public final class Channels implements SocketHandler {
    static final String CONTROL_PATH = "/v1/control-channel/";
    static final String DATA_PATH = "/v1/data-channel/";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Signed.Check signatures;
    private final ControlDesk control;
    private final DataDesk data;

    public Channels(Signed.Check signatures, ControlDesk control, DataDesk data) {
        this.signatures = signatures;
        this.control = control;
        this.data = data;
    }

    @Override
    public Optional<HttpResponse> refuse(HttpRequest upgrade) {
        if (sessionOf(upgrade.rawPath()).isPresent()) {
            return Optional.empty();
        }
        Optional<NodeId> node = nodeOf(upgrade.rawPath());
        if (node.isEmpty()) {
            return Optional.of(HttpResponse.text(NOT_FOUND, "no such channel\n"));
        }
        boolean own =
                signatures.of(upgrade) instanceof Signed.By(Caller.NodeRole caller)
                        && caller.node().equals(node.orElseThrow());
        return own
                ? Optional.empty()
                : Optional.of(
                        HttpResponse.text(
                                FORBIDDEN,
                                "a control channel must be signed with the credentials of its"
                                        + " node\n"));
    }

    @Override
    public SocketListener open(HttpRequest upgrade, Socket socket) {
        Optional<SessionId> session = sessionOf(upgrade.rawPath());
        if (session.isPresent()) {
            return data.open(session.orElseThrow(), signatures.of(upgrade), socket);
        }
        return new ControlSocket(nodeOf(upgrade.rawPath()).orElseThrow(), socket, control);
    }

    static Optional<NodeId> nodeOf(String rawPath) {
        try {
            return segment(rawPath, CONTROL_PATH).map(NodeId::new);
        } catch (MalformedId e) {
            return Optional.empty();
        }
    }

    static Optional<SessionId> sessionOf(String rawPath) {
        try {
            return segment(rawPath, DATA_PATH).map(SessionId::new);
        } catch (MalformedId e) {
            return Optional.empty();
        }
    }

    private static Optional<String> segment(String rawPath, String prefix) {
        if (!rawPath.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            // In a path a plus is a plus.
            String raw = rawPath.substring(prefix.length()).replace("+", "%2B");
            return Optional.of(URLDecoder.decode(raw, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The answer of both calls that hand out a token: exactly 201, and XML to a JSON question.
    static HttpResponse created(String operation, String token) {
        String xml =
                "<%1$sResponse><MessageSchemaVersion>1.0</MessageSchemaVersion><TokenValue>%2$s</TokenValue></%1$sResponse>"
                        .formatted(operation, token);
        return xml(201, xml);
    }

    static HttpResponse xml(int status, String xml) {
        return new HttpResponse(
                status,
                java.util.List.of(
                        new dev.sallyport.protocol.sigv4.Header("Content-Type", "application/xml")),
                Bytes.ofUtf8(xml));
    }
}
