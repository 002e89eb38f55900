package dev.sallyport.protocol.channel;

/// A payload that is not what its frame announces. The message is safe to log: it names keys and
/// sizes, never content.
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
