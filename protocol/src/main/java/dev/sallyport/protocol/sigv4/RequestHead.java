package dev.sallyport.protocol.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a request says before its body. Path and query are raw: still percent-encoded, as sent.
///
/// `rawQuery` is what stands behind the question mark, and empty when there is none.
public record RequestHead(String method, String rawPath, String rawQuery, List<Header> headers) {
    public RequestHead {
        headers = List.copyOf(headers);
    }

    /// Every value of this header, in the order sent.
    public List<String> values(String name) {
        List<String> values = new ArrayList<>(1);
        for (Header header : headers) {
            if (header.isNamed(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    public boolean has(String name) {
        for (Header header : headers) {
            if (header.isNamed(name)) {
                return true;
            }
        }
        return false;
    }

    /// The first value of this header.
    public Optional<String> header(String name) {
        for (Header header : headers) {
            if (header.isNamed(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }
}
