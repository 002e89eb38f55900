package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What a handler answers: either the whole body, or a stream that is read while it is sent.
///
/// Content-Length, Connection and Date are written by the server; a handler leaves them out.
public record HttpResponse(
        int status, List<Header> headers, Bytes body, Optional<BodyStream> stream) {
    public HttpResponse {
        headers = List.copyOf(headers);
    }

    public HttpResponse(int status, List<Header> headers, Bytes body) {
        this(status, headers, body, Optional.empty());
    }

    /// A body too large to hold: exactly `length` bytes of `in`, read on the request's virtual
    /// thread no faster than the client takes them. The server closes `in`.
    public static HttpResponse stream(
            int status, List<Header> headers, InputStream in, long length) {
        return new HttpResponse(
                status, headers, Bytes.EMPTY, Optional.of(new BodyStream(in, length)));
    }

    /// A short answer in plain text.
    public static HttpResponse text(int status, String text) {
        return new HttpResponse(
                status,
                List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
                Bytes.ofUtf8(text));
    }

    /// A source of exactly `length` bytes.
    public record BodyStream(InputStream in, long length) {}
}
