package dev.sallyport.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.Claim;
import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.ParsedSignature;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.SignatureParser;
import dev.sallyport.protocol.sigv4.Verification;
import dev.sallyport.protocol.sigv4.VerificationRules;
import dev.sallyport.protocol.sigv4.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that checks every signature and answers what a test tells it to.
final class FakeServer implements AutoCloseable {
    static final String KEY = "AKIAALICE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static final String UNKNOWN = "{\"__type\":\"UnknownOperationException\"}";

    private final HttpServer http;
    private final Verifier verifier = new Verifier(new DerivedKeys(8));
    private final Map<String, Function<String, Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> wrongSignatures = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Answer(int status, Bytes body, Map<String, String> headers) {
        static Answer ok(String body) {
            return new Answer(200, Bytes.ofUtf8(body), Map.of());
        }

        /// An error of IAM or STS.
        static Answer queryFault(int status, String code, String message) {
            String body =
                    "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                            .formatted(code, message);
            return new Answer(status, Bytes.ofUtf8(body), Map.of());
        }

        static Answer fault(String code, String message) {
            String body = "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
            return new Answer(400, Bytes.ofUtf8(body), Map.of());
        }
    }

    record Request(String operation, String body) {
        /// The parameters of a query but for action and version.
        Map<String, String> form() {
            Map<String, String> form = new TreeMap<>();
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
            form.keySet().removeAll(List.of("Action", "Version"));
            return form;
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /// `operation` is `AmazonSSM.X`, the action of a query, or a path.
    FakeServer on(String operation, String body) {
        return on(operation, _ -> Answer.ok(body));
    }

    FakeServer on(String operation, Function<String, Answer> answer) {
        answers.put(operation, answer);
        return this;
    }

    List<String> wrongSignatures() {
        return wrongSignatures;
    }

    /// The operations that were called, in their order.
    List<String> calls() {
        return requests.stream().map(Request::operation).toList();
    }

    Request request(String operation) {
        return requests.stream()
                .filter(r -> r.operation().equals(operation))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody called " + operation));
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Bytes body = Bytes.wrap(exchange.getRequestBody().readAllBytes());
        List<Header> headers = new ArrayList<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(v -> headers.add(new Header(name, v))));
        RequestHead head =
                new RequestHead(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                        headers);
        String operation = operation(head, body);
        verify(operation, head, body);
        requests.add(new Request(operation, body.toUtf8()));
        String input = head.header("Range").orElse(body.toUtf8());
        Answer answer =
                answers.getOrDefault(
                                operation, _ -> new Answer(400, Bytes.ofUtf8(UNKNOWN), Map.of()))
                        .apply(input);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(
                answer.status(), answer.body().isEmpty() ? -1 : answer.body().size());
        if (!answer.body().isEmpty()) {
            exchange.getResponseBody().write(answer.body().toArray());
        }
        exchange.close();
    }

    private static String operation(RequestHead head, Bytes body) {
        Optional<String> target = head.header("X-Amz-Target");
        if (target.isPresent()) {
            return target.orElseThrow();
        }
        String form = body.toUtf8();
        return form.startsWith("Action=")
                ? form.substring(7, form.indexOf('&'))
                : head.method() + " " + head.rawPath();
    }

    private void verify(String operation, RequestHead head, Bytes body) {
        if (!(SignatureParser.parse(head) instanceof ParsedSignature.Present(Claim claim))) {
            wrongSignatures.add(operation + ": none");
            return;
        }
        Verification found =
                verifier.verify(
                        head,
                        body,
                        claim,
                        Secret.of(SECRET),
                        NOON,
                        VerificationRules.of("local", claim.service(), Duration.ofMinutes(5)));
        if (!found.equals(new Verification.Valid())) {
            wrongSignatures.add(operation + ": " + found);
        }
    }
}
