package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// The one text that both ends make of a request, and what of it is signed.
final class CanonicalRequest {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private CanonicalRequest() {}

    /// `signedHeaders` are lower case and sorted. A header that is missing counts as empty: callers
    /// that verify must refuse it before.
    static String of(
            RequestHead head, List<String> signedHeaders, String payloadHash, PathStyle style) {
        Query query = Query.parse(head.rawQuery());
        boolean presigned = query.has(Query.SIGNATURE);
        StringBuilder text = new StringBuilder(512);
        text.append(head.method()).append('\n');
        text.append(path(head.rawPath(), style)).append('\n');
        text.append(query.canonical(presigned)).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            appendValues(text, head, name);
            text.append('\n');
        }
        char before = '\n';
        for (String name : signedHeaders) {
            text.append(before).append(name);
            before = ';';
        }
        text.append('\n');
        return text.append(payloadHash).toString();
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

    private static void appendValues(StringBuilder text, RequestHead head, String name) {
        boolean first = true;
        for (Header header : head.headers()) {
            if (header.isNamed(name)) {
                text.append(first ? "" : ",").append(single(header.value()));
                first = false;
            }
        }
    }

    /// With single blanks between its words and none around.
    private static String single(String value) {
        String text = value.strip();
        return hasRuns(text) ? BLANKS.matcher(text).replaceAll(" ") : text;
    }

    // What `\\s` means, besides the single blank that stays as it is.
    private static boolean hasRuns(String text) {
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            boolean blank = at == ' ' && i > 0 && text.charAt(i - 1) == ' ';
            if (blank || (at >= '\t' && at <= '\r')) {
                return true;
            }
        }
        return false;
    }

    private static String path(String raw, PathStyle style) {
        if (raw.equals("/")) {
            return raw;
        }
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
