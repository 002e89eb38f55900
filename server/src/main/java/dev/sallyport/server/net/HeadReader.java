package dev.sallyport.server.net;

import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.net.HeadOutcome.Bad;
import dev.sallyport.server.net.HeadOutcome.Good;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns Netty's request head into ours and refuses what could be read in two ways.
final class HeadReader {
    private static final Pattern ABSOLUTE = Pattern.compile("[Hh][Tt][Tt][Pp][Ss]?://[^/?#]+(.*)");
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private HeadReader() {}

    static HeadOutcome read(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return fault(request.decoderResult().cause());
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return new Bad(505, "only HTTP/1.1 is spoken here");
        }
        HttpHeaders headers = request.headers();
        int hosts = headers.getAll("Host").size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            return new Bad(400, "Host: " + hosts + " headers (expected: 1)");
        }
        List<String> codings = headers.getAll("Transfer-Encoding");
        if (!codings.isEmpty()
                && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))) {
            return new Bad(501, "Transfer-Encoding: not understood (expected: chunked)");
        }
        if (!codings.isEmpty() && version.equals(HttpVersion.HTTP_1_0)) {
            return new Bad(400, "Transfer-Encoding in HTTP/1.0");
        }
        String expect = headers.get("Expect", "100-continue");
        if (!expect.equalsIgnoreCase("100-continue")) {
            return new Bad(417, "Expect: not understood (expected: 100-continue)");
        }
        return withTarget(request, codings.isEmpty());
    }

    private static HeadOutcome withTarget(HttpRequest request, boolean lengthKnown) {
        String target = originForm(request.uri());
        if (!VISIBLE_ASCII.matcher(target).matches()
                || target.indexOf('#') >= 0
                || !(target.startsWith("/") || target.equals("*"))) {
            return new Bad(400, "request target: malformed (expected: a path)");
        }
        int mark = target.indexOf('?');
        return new Good(
                request.method().name(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers(request.headers()),
                lengthKnown ? HttpUtil.getContentLength(request, 0L) : -1,
                HttpUtil.isKeepAlive(request));
    }

    // Absolute form must be understood too (RFC 9112, 3.2.2); its authority says nothing new.
    private static String originForm(String uri) {
        Matcher absolute = ABSOLUTE.matcher(uri);
        if (!absolute.matches()) {
            return uri;
        }
        String rest = absolute.group(1);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static HeadOutcome fault(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> new Bad(414, "request line: too long");
            case TooLongHttpHeaderException _ -> new Bad(431, "headers: too large");
            default -> new Bad(400, "malformed request");
        };
    }

    private static List<Header> headers(HttpHeaders headers) {
        List<Header> ours = new ArrayList<>(headers.size());
        for (var entry : headers) {
            ours.add(new Header(entry.getKey(), text(entry.getValue())));
        }
        return ours;
    }

    // Netty reads bytes as Latin-1. Clients that send more than ASCII mean UTF-8 and sign it so.
    private static String text(String latin) {
        if (latin.chars().allMatch(c -> c < 0x80)) {
            return latin;
        }
        byte[] wire = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(wire)).toString();
        } catch (CharacterCodingException _) {
            return latin;
        }
    }
}
