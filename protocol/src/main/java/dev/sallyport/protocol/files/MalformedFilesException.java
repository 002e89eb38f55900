package dev.sallyport.protocol.files;

/// Bytes that are no file messages, or messages out of turn. The peer is broken or hostile; the
/// text is safe to show.
public final class MalformedFilesException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedFilesException(String message) {
        super(message);
    }
}
