package dev.sallyport.server.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request on its virtual thread: asks the handler and hands the answer to the connection.
final class Exchange implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    static final HttpResponse BROKEN = HttpResponse.text(500, "internal error\n");

    private final Shared shared;
    private final HttpConnection connection;
    private final HttpRequest request;
    private final boolean socket;

    /// @param socket whether the client asks for a websocket
    Exchange(Shared shared, HttpConnection connection, HttpRequest request, boolean socket) {
        this.shared = shared;
        this.connection = connection;
        this.request = request;
        this.socket = socket;
    }

    @Override
    public void run() {
        if (socket) {
            runSocket();
        } else {
            connection.answer(handled());
        }
    }

    // The outermost loop of a request: whatever goes wrong inside must be answered, even an Error:
    // a stack overflow by a nested document is a fault of that one request only.
    private HttpResponse handled() {
        try {
            return shared.http().handle(request);
        } catch (Throwable e) {
            report(e);
            return BROKEN;
        }
    }

    private void runSocket() {
        try {
            var refusal = Handshake.fault(request).or(() -> shared.sockets().refuse(request));
            if (refusal.isPresent()) {
                connection.answer(refusal.orElseThrow());
                return;
            }
        } catch (Throwable e) {
            report(e);
            connection.answer(BROKEN);
            return;
        }
        connection.upgrade(request).ifPresent(this::open);
    }

    private void open(SocketConnection opened) {
        try {
            opened.attach(shared.sockets().open(request, opened.socket()));
        } catch (Throwable e) {
            report(e);
            opened.socket().close(1011, "internal error");
            opened.attach(SilentListener.INSTANCE);
        }
    }

    private void report(Throwable e) {
        LOG.atError().setCause(e).addKeyValue("path", request.rawPath()).log("a handler failed");
    }
}
