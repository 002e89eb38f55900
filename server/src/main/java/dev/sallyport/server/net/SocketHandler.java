package dev.sallyport.server.net;

import java.util.Optional;

/// Decides about websockets, whatever their path. Both methods are called on a virtual thread and
/// may block.
public interface SocketHandler {
    /// Asked before the upgrade: an answer here is sent in its place.
    Optional<HttpResponse> refuse(HttpRequest upgrade);

    /// Called after the upgrade. Messages that arrive before it returns are held and delivered in
    /// order afterwards. The socket has few seconds to be {@linkplain Socket#opened() opened}.
    SocketListener open(HttpRequest upgrade, Socket socket);
}
