package dev.sallyport.server;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.aws.Protocol;
import dev.sallyport.protocol.aws.ServiceModel;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.Signer;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Calls a started server as AWS's clients do, with any input and any key or none.
final class SignedWire {
    private final URI endpoint;
    private final String region;
    private final HttpClient client;

    SignedWire(Running server) throws IOException, GeneralSecurityException {
        this.endpoint = URI.create(server.endpoint() + "/");
        this.region = server.region();
        this.client =
                HttpClient.newBuilder().sslContext(trusting(server.caFile().orElseThrow())).build();
    }

    /// What came back. Errors have a code in every protocol.
    record Reply(int status, String body) {
        boolean says(String code) {
            return body.contains(code);
        }
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    Reply call(
            ServiceModel service,
            String operation,
            Map<String, Object> input,
            Optional<SigningKey> key)
            throws IOException, InterruptedException {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Host", endpoint.getAuthority()));
        String body;
        if (service.protocol() == Protocol.JSON) {
            body = JsonMapper.shared().writeValueAsString(input);
            headers.add(new Header("Content-Type", "application/x-amz-json-1.1"));
            headers.add(new Header("X-Amz-Target", service.targetPrefix() + "." + operation));
        } else {
            body = form(service, operation, input);
            headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
        }
        RequestHead head = new RequestHead("POST", "/", "", headers);
        Bytes bytes = Bytes.ofUtf8(body);
        key.ifPresent(it ->
                headers.addAll(
                        Signer.sign(
                                head, bytes, it, region, service.signingName(), Instant.now())));
        return send(headers, bytes);
    }

    private Reply send(List<Header> headers, Bytes body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        headers.stream()
                .filter(header -> !header.name().equals("Host"))
                .forEach(header -> request.header(header.name(), header.value()));
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    private static String form(ServiceModel service, String operation, Map<String, Object> input) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("Action", operation);
        fields.put("Version", service.apiVersion());
        String item = service.protocol() == Protocol.QUERY ? ".member." : ".";
        input.forEach((name, value) -> put(fields, name, value, item));
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) ->
                pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    private static void put(Map<String, String> fields, String name, Object value, String item) {
        switch (value) {
            case Map<?, ?> map ->
                    map.forEach((key, part) -> put(fields, name + "." + key, part, item));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    put(fields, name + item + (i + 1), list.get(i), item);
                }
            }
            default -> fields.put(name, value.toString());
        }
    }
}
