package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.NodeSignature;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.Signer;
import dev.sallyport.protocol.sigv4.SigningKey;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A request to the front, and the ways to sign it. Each method gives a new letter.
record Letter(String method, String path, String query, List<Header> headers, String body) {
    static final String HOST = "sp.example:8443";

    static Letter ssm(String operation, String json) {
        return json("AmazonSSM." + operation, json);
    }

    static Letter json(String target, String json) {
        return new Letter("POST", "/", "", List.of(new Header("Host", HOST)), json)
                .with("Content-Type", "application/x-amz-json-1.1")
                .with("X-Amz-Target", target);
    }

    static Letter form(String form) {
        return new Letter("POST", "/", "", List.of(new Header("Host", HOST)), form)
                .with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }

    static Letter sts() {
        return form("Action=GetCallerIdentity&Version=2011-06-15");
    }

    static Letter ec2() {
        return form("Action=DescribeTags&Version=2016-11-15");
    }

    static Letter to(String method, String path) {
        return new Letter(method, path, "", List.of(new Header("Host", HOST)), "");
    }

    Letter with(String name, String value) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header(name, value));
        return new Letter(method, path, query, all, body);
    }

    Letter without(String name) {
        return new Letter(
                method,
                path,
                query,
                headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList(),
                body);
    }

    Letter saying(String other) {
        return new Letter(method, path, query, headers, other);
    }

    /// By alice, now, for the region of the harbour.
    Letter signed(String service) {
        return signed(service, Harbour.NOON);
    }

    Letter signed(String service, Instant at) {
        return signed("AKIAALICE", "eu-central-1", service, at);
    }

    Letter signed(String keyId, String region, String service, Instant at) {
        SigningKey key = new SigningKey(keyId, Harbour.SECRET, Optional.empty());
        return withAll(Signer.sign(head(), Bytes.ofUtf8(body), key, region, service, at));
    }

    Letter signedByNode(String node) {
        NodeSignature.Identity identity =
                new NodeSignature.Identity(node, Harbour.NODE_KEY.getPrivate(), new SecureRandom());
        return withAll(
                NodeSignature.sign(
                        head(), Bytes.ofUtf8(body), identity, "eu-central-1", Harbour.NOON));
    }

    private Letter withAll(List<Header> more) {
        Letter letter = this;
        for (Header header : more) {
            letter = letter.with(header.name(), header.value());
        }
        return letter;
    }

    /// With its Authorization header changed.
    Letter tampered(String what, String into) {
        String old =
                headers.stream()
                        .filter(h -> h.name().equals("Authorization"))
                        .findFirst()
                        .orElseThrow()
                        .value();
        return without("Authorization").with("Authorization", old.replaceAll(what, into));
    }

    private RequestHead head() {
        return new RequestHead(method, path, query, headers);
    }

    HttpRequest request() {
        return from("203.0.113.7");
    }

    HttpRequest from(String address) {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                Bytes.ofUtf8(body),
                new InetSocketAddress(address, 40_000),
                true);
    }
}
