package dev.sallyport.agent.link;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.NodeSignature;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.Signer;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The calls a node makes, each signed as its kind asks. Safe for use by many threads; every call
/// blocks, at most for the time limit of the stock agent.
public final class ServerCalls {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
    private static final int MAX_ANSWER = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final ServerAddress server;
    private final String region;
    private final Stamps stamps;

    public ServerCalls(HttpClient http, ServerAddress server, String region, Stamps stamps) {
        this.http = http;
        this.server = server;
        this.region = region;
        this.stamps = stamps;
    }

    /// How a request proves who sends it.
    private interface Signature {
        List<Header> sign(RequestHead head, Bytes body);
    }

    private record Answer(int status, String body) {}

    /// An `AmazonSSM` operation that nobody signs: the registration.
    public JsonNode anonymous(String operation, ObjectNode body)
            throws IOException, InterruptedException, CallFailedException {
        return ssm(operation, body, (_, _) -> List.of());
    }

    /// An `AmazonSSM` operation signed with the node's own key.
    public JsonNode asNode(String operation, ObjectNode body, NodeIdentity node)
            throws IOException, InterruptedException, CallFailedException {
        var signer = new NodeSignature.Identity(node.id().value(), node.key(), stamps.random());
        return ssm(
                operation,
                body,
                (head, bytes) -> NodeSignature.sign(head, bytes, signer, region, stamps.now()));
    }

    /// An `AmazonSSM` operation signed with role credentials.
    public JsonNode asRole(String operation, ObjectNode body, SigningKey key)
            throws IOException, InterruptedException, CallFailedException {
        return ssm(operation, body, withKey(key, "ssm"));
    }

    /// A resource of Sallyport's own, signed with role credentials. `path` is encoded.
    public JsonNode get(String path, SigningKey key)
            throws IOException, InterruptedException, CallFailedException {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", server.host())));
        headers.addAll(
                withKey(key, "sallyport")
                        .sign(new RequestHead("GET", path, "", headers), Bytes.EMPTY));
        Answer answer = send(HttpRequest.newBuilder(server.call(path)).GET(), headers);
        if (answer.status != 200) {
            throw new CallFailedException(errorCode(answer), answer.status, errorText(answer));
        }
        return json(answer.body);
    }

    /// Asks for the token that opens a control or data channel. `path` is the channel's.
    public String channelToken(String path, boolean ofSession, SigningKey key)
            throws IOException, InterruptedException, CallFailedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("MessageSchemaVersion", "1.0");
        body.put("RequestId", stamps.id().toString());
        if (ofSession) {
            body.put("ClientId", "");
        }
        List<Header> headers = List.of(new Header("Content-Type", "application/json"));
        Answer answer = post(path, headers, body, withKey(key, "ssmmessages"));
        if (answer.status != 201) {
            throw new CallFailedException(errorCode(answer), answer.status, shortened(answer.body));
        }
        return ChannelToken.parse(answer.body)
                .orElseThrow(() -> new IOException("no token in the answer to " + path));
    }

    /// Opens a channel's websocket. Returns when the server has accepted it.
    public ChannelSocket openSocket(String path, String query, SigningKey key, SocketEvents events)
            throws IOException {
        Header host = new Header("Host", server.host());
        RequestHead head = new RequestHead("GET", path, query, List.of(host));
        List<Header> headers = new ArrayList<>(List.of(host));
        headers.addAll(withKey(key, "ssmmessages").sign(head, Bytes.EMPTY));
        return ChannelSocket.open(
                http.sslContext(),
                server.socket(path + "?" + query),
                headers,
                new SocketOwner(events, stamps));
    }

    private Signature withKey(SigningKey key, String service) {
        return (head, body) -> Signer.sign(head, body, key, region, service, stamps.now());
    }

    private JsonNode ssm(String operation, ObjectNode body, Signature signature)
            throws IOException, InterruptedException, CallFailedException {
        List<Header> headers =
                List.of(
                        new Header("Content-Type", "application/x-amz-json-1.1"),
                        new Header("X-Amz-Target", "AmazonSSM." + operation));
        Answer answer = post("/", headers, body, signature);
        if (answer.status != 200) {
            throw new CallFailedException(errorCode(answer), answer.status, errorText(answer));
        }
        return json(answer.body);
    }

    private Answer post(String path, List<Header> headers, ObjectNode body, Signature signature)
            throws IOException, InterruptedException {
        Bytes bytes = Bytes.ofUtf8(JSON.writeValueAsString(body));
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header("Host", server.host()));
        all.addAll(signature.sign(new RequestHead("POST", path, "", all), bytes));
        return send(
                HttpRequest.newBuilder(server.call(path))
                        .POST(BodyPublishers.ofByteArray(bytes.toArray())),
                all);
    }

    private Answer send(HttpRequest.Builder request, List<Header> headers)
            throws IOException, InterruptedException {
        request.timeout(TIME_LIMIT).header("User-Agent", AgentVersion.USER_AGENT);
        for (Header header : headers) {
            // The client writes this one itself, the same way.
            if (!header.isNamed("Host")) {
                request.header(header.name(), header.value());
            }
        }
        HttpResponse<String> response =
                http.send(
                        request.build(),
                        BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER));
        return new Answer(response.statusCode(), response.body());
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() > 500 ? line.substring(0, 500) : line;
    }

    private static JsonNode json(String body) throws IOException {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IOException("answer: not JSON (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String errorCode(Answer answer) {
        String type = field(answer, "__type");
        return type.isEmpty() ? "HttpError" : type.substring(type.indexOf('#') + 1);
    }

    private static String errorText(Answer answer) {
        String lower = field(answer, "message");
        return lower.isEmpty() ? field(answer, "Message") : lower;
    }

    private static String field(Answer answer, String name) {
        try {
            return json(answer.body).path(name).asString("");
        } catch (IOException _) {
            return "";
        }
    }
}
