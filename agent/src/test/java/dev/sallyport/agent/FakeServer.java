package dev.sallyport.agent;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.Claim;
import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.NodeSignature;
import dev.sallyport.protocol.sigv4.ParsedSignature;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.SignatureParser;
import dev.sallyport.protocol.sigv4.Verification;
import dev.sallyport.protocol.sigv4.VerificationRules;
import dev.sallyport.protocol.sigv4.Verifier;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server for one node: registers it, checks every signature it makes, and hands its channels to
/// the test.
final class FakeServer implements AutoCloseable {
    static final String REGION = "local";
    static final String NODE = "mi-0123456789abcdef0";
    private static final Secret SECRET = Secret.of("role-secret");
    private static final String SESSION_TOKEN = "role-session-token";

    /// Every complaint of this server's. A good node gives it no cause.
    final List<String> complaints = new CopyOnWriteArrayList<>();

    final List<JsonNode> reports = new CopyOnWriteArrayList<>();
    final Set<String> overSessions = ConcurrentHashMap.newKeySet();
    final AtomicInteger tokensGiven = new AtomicInteger();
    volatile boolean refusing;

    private final ServerSocket listener;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, LinkedBlockingQueue<FakeSocket>> channels = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile PublicKey nodeKey;

    FakeServer() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    FakeServer(ServerSocketFactory factory) throws IOException {
        listener = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fake-server").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// The next channel a node opens on this path.
    FakeSocket channel(String path) throws InterruptedException {
        FakeSocket next = queue(path).poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no channel on " + path + " within 20 s: " + complaints);
        }
        return next;
    }

    FakeSocket control() throws InterruptedException {
        return channel("/v1/control-channel/" + NODE);
    }

    FakeSocket session(String id) throws InterruptedException {
        return channel("/v1/data-channel/" + id);
    }

    /// Cuts every connection there is.
    void dropAll() {
        open.forEach(FakeServer::closeQuietly);
        open.clear();
    }

    @Override
    public void close() {
        refusing = true;
        closeQuietly(listener);
        dropAll();
    }

    private LinkedBlockingQueue<FakeSocket> queue(String path) {
        return channels.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>());
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                if (refusing) {
                    closeQuietly(socket);
                } else {
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (!refusing) {
                RequestHead head = head(in);
                int length = Integer.parseInt(head.header("Content-Length").orElse("0"));
                Bytes body = Bytes.wrap(in.readNBytes(length));
                if (head.method().equals("GET")) {
                    upgrade(head, socket, in);
                    return;
                }
                Answer answer = answer(head, body);
                byte[] text = answer.body.getBytes(StandardCharsets.UTF_8);
                String status =
                        "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n"
                                .formatted(answer.status, text.length);
                socket.getOutputStream().write(status.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(text);
            }
        } catch (IOException _) {
            // The node has gone.
        } catch (Exception e) {
            complaints.add(e.toString());
        }
        closeQuietly(socket);
    }

    private static RequestHead head(DataInputStream in) throws IOException {
        String[] first = line(in).split(" ", 3);
        List<Header> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        String[] target = first[1].split("\\?", 2);
        return new RequestHead(first[0], target[0], target.length == 2 ? target[1] : "", headers);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private record Answer(int status, String body) {}

    private Answer answer(RequestHead head, Bytes body) throws Exception {
        JsonNode json = JsonMapper.shared().readTree(body.toUtf8());
        String path = head.rawPath();
        if (path.startsWith("/v1/")) {
            check(head, body, "ssmmessages");
            if (overSessions.contains(path.substring(path.lastIndexOf('/') + 1))) {
                return new Answer(400, "<E><Message>Session is already terminated</Message></E>");
            }
            String token = "TOK-" + tokensGiven.incrementAndGet();
            tokens.put(token, path);
            return new Answer(201, "<R><TokenValue>" + token + "</TokenValue></R>");
        }
        return switch (head.header("X-Amz-Target").orElse("")) {
            case "AmazonSSM.RegisterManagedInstance" -> register(json);
            case "AmazonSSM.RequestManagedInstanceRoleToken" -> {
                checkNode(head, body);
                yield new Answer(
                        200,
                        """
                        {"AccessKeyId":"ASIAFAKE","SecretAccessKey":"%s","SessionToken":"%s",\
                        "TokenExpirationDate":%d.5,"UpdateKeyPair":false}\
                        """
                                .formatted(
                                        SECRET.<String>reveal(s -> s),
                                        SESSION_TOKEN,
                                        Instant.now().plusSeconds(3600).getEpochSecond()));
            }
            case "AmazonSSM.UpdateInstanceInformation" -> {
                check(head, body, "ssm");
                reports.add(json);
                yield new Answer(200, "{}");
            }
            default -> new Answer(400, "{\"__type\":\"UnknownOperationException\"}");
        };
    }

    private Answer register(JsonNode json) throws Exception {
        if (!json.path("ActivationCode").asString("").equals("good-code")) {
            return new Answer(
                    400, "{\"__type\":\"x#InvalidActivation\",\"message\":\"no such activation\"}");
        }
        byte[] key = Bytes.ofBase64(json.path("PublicKey").asString("")).toArray();
        nodeKey = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key));
        return new Answer(200, "{\"InstanceId\":\"" + NODE + "\"}");
    }

    private void checkNode(RequestHead head, Bytes body) {
        Claim claim = claim(head);
        VerificationRules rules = VerificationRules.of(REGION, "ssm", FakeSocket.SKEW);
        Verification found = NodeSignature.verify(head, body, claim, nodeKey, Instant.now(), rules);
        if (!(found instanceof Verification.Valid) || !claim.accessKeyId().equals(NODE)) {
            complaints.add("role token: " + found);
        }
    }

    private void check(RequestHead head, Bytes body, String service) {
        Claim claim = claim(head);
        VerificationRules rules = VerificationRules.of(REGION, service, FakeSocket.SKEW);
        Verification found =
                new Verifier(new DerivedKeys(10))
                        .verify(head, body, claim, SECRET, Instant.now(), rules);
        if (!(found instanceof Verification.Valid)
                || !claim.sessionToken().orElse("").equals(SESSION_TOKEN)) {
            complaints.add(head.method() + " " + head.rawPath() + ": " + found);
        }
    }

    private static Claim claim(RequestHead head) {
        return ((ParsedSignature.Present) SignatureParser.parse(head)).claim();
    }

    private void upgrade(RequestHead head, Socket socket, DataInputStream in) throws Exception {
        check(head, Bytes.EMPTY, "ssmmessages");
        String key =
                head.header("Sec-WebSocket-Key").orElse("")
                        + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        String accept = FakeSocket.proof(key);
        String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept
                        + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        FakeSocket channel = new FakeSocket(socket, in);
        FakeSocket.Message opening = channel.read().orElseThrow();
        JsonNode json = JsonMapper.shared().readTree(opening.payload().toUtf8());
        String token = json.path("TokenValue").asString("");
        if (opening.opcode() != FakeSocket.TEXT || !head.rawPath().equals(tokens.remove(token))) {
            complaints.add("bad opening of " + head.rawPath());
        }
        queue(head.rawPath()).add(channel);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // That is what was wanted.
        }
    }
}
