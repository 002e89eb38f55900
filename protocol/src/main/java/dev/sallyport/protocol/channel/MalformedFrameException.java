package dev.sallyport.protocol.channel;

/// Bytes that are no frame. The peer is broken or hostile; the message is safe to log.
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String message) {
        super(message);
    }
}
