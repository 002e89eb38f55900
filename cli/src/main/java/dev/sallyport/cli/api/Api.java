package dev.sallyport.cli.api;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The server's operations by name. Safe for use by several threads; every call blocks.
public final class Api {
    private static final JsonMapper JSON = JsonMapper.shared();
    // A server that always answers with another page would otherwise keep us for ever.
    private static final int MOST_PAGES = 10_000;

    private final Exchange exchange;

    public Api(Exchange exchange) {
        this.exchange = exchange;
    }

    /// An empty request to fill.
    public static ObjectNode request() {
        return JSON.createObjectNode();
    }

    /// Calls an operation of SSM.
    public JsonNode ssm(String operation, ObjectNode request) {
        List<Header> headers =
                List.of(
                        new Header("Content-Type", "application/x-amz-json-1.1"),
                        new Header("X-Amz-Target", "AmazonSSM." + operation));
        Bytes body = Bytes.wrap(JSON.writeValueAsBytes(request));
        HttpResponse<byte[]> answer =
                exchange.send(new Exchange.Call("ssm", "POST", "/", headers, body));
        if (answer.statusCode() != 200) {
            throw ApiFault.ofJson(operation, answer);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException _) {
            throw unreadable(operation);
        }
    }

    /// Calls an operation of SSM until it has no more pages, and gives the items of all of them.
    public List<JsonNode> ssmPages(String operation, ObjectNode request, String list) {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode page = request.deepCopy();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode answer = ssm(operation, page);
            answer.path(list).forEach(items::add);
            String next = answer.path("NextToken").asString("");
            if (next.isEmpty()) {
                return items;
            }
            page.put("NextToken", next);
        }
        throw endless(operation);
    }

    private static Failure endless(String operation) {
        return new Failure(ExitCode.FAILED, operation + ": the server's pages do not end");
    }

    /// Calls an operation of IAM and gives its result.
    public Xml iam(String action, Map<String, String> parameters) {
        return result("iam", "2010-05-08", action, parameters);
    }

    /// Calls an operation of STS and gives its result.
    public Xml sts(String action, Map<String, String> parameters) {
        return result("sts", "2011-06-15", action, parameters);
    }

    private Xml result(
            String service, String version, String action, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", action);
        form.put("Version", version);
        form.putAll(parameters);
        Xml answer = query(service, form);
        return answer.child(action + "Result").orElse(answer);
    }

    /// Calls an operation of IAM until it has no more pages, and gives the results of all.
    public List<Xml> iamPages(String action, Map<String, String> parameters) {
        List<Xml> results = new ArrayList<>();
        Map<String, String> page = new LinkedHashMap<>(parameters);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Xml result = iam(action, page);
            results.add(result);
            String next = result.field("Marker");
            if (!result.field("IsTruncated").equals("true") || next.isEmpty()) {
                return results;
            }
            page.put("Marker", next);
        }
        throw endless(action);
    }

    /// The members of a list of all pages of an operation of IAM.
    public List<Xml> iamList(String action, Map<String, String> parameters, String list) {
        return iamPages(action, parameters).stream()
                .flatMap(result -> result.members(list).stream())
                .toList();
    }

    /// Calls an operation of a query service (STS, EC2).
    public Xml query(String service, Map<String, String> parameters) {
        String form =
                parameters.entrySet().stream()
                        .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                        .collect(Collectors.joining("&"));
        List<Header> headers =
                List.of(
                        new Header(
                                "Content-Type",
                                "application/x-www-form-urlencoded; charset=utf-8"));
        HttpResponse<byte[]> answer =
                exchange.send(new Exchange.Call(service, "POST", "/", headers, Bytes.ofUtf8(form)));
        String operation = parameters.getOrDefault("Action", service);
        if (answer.statusCode() != 200) {
            throw ApiFault.ofXml(operation, answer);
        }
        return Xml.parse(answer.body()).orElseThrow(() -> unreadable(operation));
    }

    /// How the server decided a request, by the request's id.
    public JsonNode decision(String requestId) {
        String path = "/sallyport/v1/decisions/" + encode(requestId).replace("+", "%20");
        HttpResponse<byte[]> answer =
                exchange.send(new Exchange.Call("sallyport", "GET", path, List.of(), Bytes.EMPTY));
        String what = "decision on " + requestId;
        if (answer.statusCode() != 200) {
            throw ApiFault.ofJson(what, answer);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException _) {
            throw unreadable(what);
        }
    }

    /// A certificate for a key of this machine's, for one SSH session.
    ///
    /// @param publicKey a line as of `known_hosts`
    public String sshCertificate(String sessionId, String publicKey) {
        String path =
                "/sallyport/v1/sessions/"
                        + encode(sessionId).replace("+", "%20")
                        + "/ssh-certificate";
        Bytes body = Bytes.ofUtf8(request().put("publicKey", publicKey).toString());
        List<Header> headers = List.of(new Header("Content-Type", "application/json"));
        HttpResponse<byte[]> answer =
                exchange.send(new Exchange.Call("sallyport", "POST", path, headers, body));
        String what = "certificate for " + sessionId;
        if (answer.statusCode() != 200) {
            throw ApiFault.ofJson(what, answer);
        }
        try {
            return JSON.readTree(answer.body()).path("certificate").asString("");
        } catch (JacksonException _) {
            throw unreadable(what);
        }
    }

    /// One range of a stored recording, from `from` on.
    public Part recording(String sessionId, long from, int size) {
        String path = "/sallyport/v1/recordings/" + encode(sessionId).replace("+", "%20");
        List<Header> headers =
                List.of(new Header("Range", "bytes=" + from + "-" + (from + size - 1)));
        HttpResponse<byte[]> answer =
                exchange.send(new Exchange.Call("sallyport", "GET", path, headers, Bytes.EMPTY));
        return switch (answer.statusCode()) {
            case 200 -> new Part(Bytes.wrap(answer.body()), true);
            case 206 -> new Part(Bytes.wrap(answer.body()), isLast(answer, from));
            // Nothing behind what is already here: the end of a recording.
            case 416 -> new Part(Bytes.EMPTY, true);
            default -> throw ApiFault.ofJson("recording of " + sessionId, answer);
        };
    }

    /// A piece of a recording, and whether it is the last.
    public record Part(Bytes bytes, boolean last) {}

    private static boolean isLast(HttpResponse<byte[]> answer, long from) {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        String total = range.substring(range.lastIndexOf('/') + 1);
        return answer.body().length == 0
                || total.equals(Long.toString(from + answer.body().length));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Failure unreadable(String operation) {
        return new Failure(
                ExitCode.FAILED,
                operation + ": the server's answer cannot be read",
                "does --endpoint-url point to a Sallyport server?");
    }
}
