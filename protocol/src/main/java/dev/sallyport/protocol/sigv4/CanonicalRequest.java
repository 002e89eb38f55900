package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The one text that both ends make of a request, and what of it is signed.
final class CanonicalRequest {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private CanonicalRequest() {}

    /// `signedHeaders` are lower case and sorted. A header that is missing counts as empty: callers
    /// that verify must refuse it before.
    static String of(
            RequestHead head, List<String> signedHeaders, String payloadHash, PathStyle style) {
        boolean presigned = Query.parse(head.rawQuery()).has(Query.SIGNATURE);
        return head.method()
                + "\n"
                + path(head.rawPath(), style)
                + "\n"
                + Query.parse(head.rawQuery()).canonical(presigned)
                + "\n"
                + signedHeaders.stream().map(n -> line(head, n)).collect(Collectors.joining())
                + "\n"
                + String.join(";", signedHeaders)
                + "\n"
                + payloadHash;
    }

    static String toSign(String canonicalRequest, String time, Scope scope) {
        return ALGORITHM
                + "\n"
                + time
                + "\n"
                + scope.text()
                + "\n"
                + Bytes.ofUtf8(canonicalRequest).sha256().toHex();
    }

    private static String line(RequestHead head, String name) {
        String value =
                head.values(name).stream()
                        .map(v -> BLANKS.matcher(v.strip()).replaceAll(" "))
                        .collect(Collectors.joining(","));
        return name + ":" + value + "\n";
    }

    private static String path(String raw, PathStyle style) {
        return switch (style) {
            case NORMALIZED -> PercentCoding.encode(normalize(raw), "/");
            case AS_SENT ->
                    PercentCoding.encode(PercentCoding.decode(raw.isEmpty() ? "/" : raw), "/");
        };
    }

    private static String normalize(String raw) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : raw.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String last = raw.endsWith("/") && !kept.isEmpty() ? "/" : "";
        return "/" + String.join("/", kept) + last;
    }
}
