package dev.sallyport.protocol.aws;

/// A body that cannot be read as the operation's input. The text is safe to show.
public final class MalformedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedRequest(String message) {
        super(message);
    }
}
