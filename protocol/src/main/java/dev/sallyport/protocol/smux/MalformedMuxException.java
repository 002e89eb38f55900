package dev.sallyport.protocol.smux;

/// Bytes that are no smux frame. Nothing behind them can be read, so the session is over; the
/// message is safe to log.
public final class MalformedMuxException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedMuxException(String message) {
        super(message);
    }
}
