package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Requests as a client signs them, for tests to damage.
final class SignedRequests {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    static final SigningKey ALICE = new SigningKey("AKIAALICE", SECRET, Optional.empty());
    static final VerificationRules SSM =
            VerificationRules.of("local", "ssm", Duration.ofMinutes(5));
    static final Bytes BODY = Bytes.ofUtf8("{\"Target\":\"mi-0123456789abcdef0\"}");
    static final RequestHead START_SESSION =
            new RequestHead(
                    "POST",
                    "/",
                    "",
                    List.of(
                            new Header("Host", "ssm.example.test:8443"),
                            new Header("Content-Type", "application/x-amz-json-1.1"),
                            new Header("X-Amz-Target", "AmazonSSM.StartSession"),
                            new Header("User-Agent", "aws-cli/2")));

    private SignedRequests() {}

    static RequestHead signed() {
        return signed(START_SESSION, BODY);
    }

    static RequestHead signed(RequestHead head, Bytes body) {
        return plus(head, Signer.sign(head, body, ALICE, "local", "ssm", NOON));
    }

    /// A URL good for `expires` seconds, or without that parameter when it is empty.
    static RequestHead presigned(String expires) {
        Scope scope = new Scope("20260302", "local", "ssm");
        String query =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAALICE%2F20260302%2Flocal%2Fssm"
                        + "%2Faws4_request&X-Amz-Date=20260302T120000Z&X-Amz-SignedHeaders=host"
                        + (expires.isEmpty() ? "" : "&X-Amz-Expires=" + expires);
        RequestHead head =
                new RequestHead(
                        "GET", "/x", query, List.of(new Header("Host", "ssm.example.test")));
        String canonical =
                CanonicalRequest.of(
                        head, List.of("host"), Bytes.EMPTY.sha256().toHex(), PathStyle.NORMALIZED);
        String toSign = CanonicalRequest.toSign(canonical, "20260302T120000Z", scope);
        String signature = Signer.hexSignature(DerivedKeys.derive(SECRET, scope), toSign);
        return new RequestHead(
                "GET", "/x", query + "&X-Amz-Signature=" + signature, head.headers());
    }

    static RequestHead plus(RequestHead head, List<Header> more) {
        List<Header> all = new ArrayList<>(head.headers());
        all.addAll(more);
        return new RequestHead(head.method(), head.rawPath(), head.rawQuery(), all);
    }

    static RequestHead plus(RequestHead head, String name, String value) {
        return plus(head, List.of(new Header(name, value)));
    }

    static RequestHead without(RequestHead head, String name) {
        List<Header> rest = head.headers().stream().filter(h -> !h.isNamed(name)).toList();
        return new RequestHead(head.method(), head.rawPath(), head.rawQuery(), rest);
    }

    static RequestHead replace(RequestHead head, String name, String value) {
        return plus(without(head, name), name, value);
    }

    /// The head with `part` of its Authorization header replaced.
    static RequestHead forge(RequestHead head, String part, String with) {
        String authorization = head.header("Authorization").orElseThrow();
        return replace(head, "Authorization", authorization.replace(part, with));
    }

    static Claim claim(RequestHead head) {
        return switch (SignatureParser.parse(head)) {
            case ParsedSignature.Present(Claim claim) -> claim;
            case ParsedSignature other -> throw new AssertionError(other.toString());
        };
    }

    static Verification verify(RequestHead head, Bytes body, Instant now) {
        return new Verifier(new DerivedKeys(0)).verify(head, body, claim(head), SECRET, now, SSM);
    }
}
