package dev.sallyport.server.net;

import dev.sallyport.protocol.sigv4.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What came of reading a request's head.
sealed interface HeadOutcome {
    /// It may be handled once the body is there.
    ///
    /// @param contentLength as announced; -1 when chunked
    record Good(
            String method,
            String rawPath,
            String rawQuery,
            List<Header> headers,
            long contentLength,
            boolean keepAlive)
            implements HeadOutcome {
        public Good {
            headers = List.copyOf(headers);
        }

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }

        boolean wantsContinue() {
            return header("Expect").isPresent();
        }

        boolean wantsWebSocket() {
            return header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
                    && header("Connection")
                            .filter(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"))
                            .isPresent();
        }
    }

    /// It is answered with `status` and the connection closed.
    record Bad(int status, String reason) implements HeadOutcome {}
}
