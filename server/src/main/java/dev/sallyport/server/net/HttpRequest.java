package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// One request as it stood on the wire: path and query undecoded, headers in order and repeated
/// where the client repeated them, because signatures are over exactly that.
///
/// `rawPath` begins with a slash (or is `*`, for OPTIONS); `rawQuery` is what follows the first
/// question mark, or empty.
public record HttpRequest(
        String method,
        String rawPath,
        String rawQuery,
        List<Header> headers,
        Bytes body,
        InetSocketAddress remote,
        boolean secure) {
    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /// The first header of that name, in whatever case it is written.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
