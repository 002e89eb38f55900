package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Signs requests in their headers.
public final class Signer {
    // Proxies change these freely; AWS's own clients leave them out too.
    private static final Set<String> NEVER_SIGNED =
            Set.of(
                    "authorization",
                    "connection",
                    "expect",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "user-agent",
                    "x-amzn-trace-id");

    private Signer() {}

    /// The headers to add: `X-Amz-Date`, `X-Amz-Security-Token` for temporary keys, and
    /// `Authorization`. `head` must hold `Host` and every other header that is to be covered.
    public static List<Header> sign(
            RequestHead head,
            Bytes body,
            SigningKey key,
            String region,
            String service,
            Instant now) {
        Scope scope = new Scope(AmzTime.day(now), region, service);
        List<Header> added = new ArrayList<>();
        added.add(new Header("X-Amz-Date", AmzTime.format(now)));
        key.sessionToken().ifPresent(t -> added.add(new Header("X-Amz-Security-Token", t)));
        RequestHead whole = withHeaders(head, added);
        List<String> names = coveredBy(whole);

        PathStyle style = service.equals("s3") ? PathStyle.AS_SENT : PathStyle.NORMALIZED;
        String canonical = CanonicalRequest.of(whole, names, body.sha256().toHex(), style);
        String toSign = CanonicalRequest.toSign(canonical, AmzTime.format(now), scope);
        String signature = hexSignature(DerivedKeys.derive(key.secretKey(), scope), toSign);
        added.add(authorization(key.accessKeyId(), scope, names, signature));
        return List.copyOf(added);
    }

    static RequestHead withHeaders(RequestHead head, List<Header> more) {
        if (head.values("host").size() != 1) {
            throw new IllegalArgumentException(
                    "host header: must stand in the request exactly once");
        }
        List<Header> all = new ArrayList<>(head.headers());
        all.addAll(more);
        return new RequestHead(head.method(), head.rawPath(), head.rawQuery(), all);
    }

    static String hexSignature(Hmac derivedKey, String toSign) {
        return HexFormat.of().formatHex(derivedKey.of(toSign));
    }

    static Header authorization(
            String accessKeyId, Scope scope, List<String> names, String signature) {
        return new Header(
                "Authorization",
                CanonicalRequest.ALGORITHM
                        + " Credential="
                        + accessKeyId
                        + "/"
                        + scope.text()
                        + ", SignedHeaders="
                        + String.join(";", names)
                        + ", Signature="
                        + signature);
    }

    private static List<String> coveredBy(RequestHead head) {
        return head.headers().stream()
                .map(h -> h.name().toLowerCase(Locale.ROOT))
                .filter(name -> !NEVER_SIGNED.contains(name) && !name.startsWith("proxy-"))
                .distinct()
                .sorted()
                .toList();
    }
}
