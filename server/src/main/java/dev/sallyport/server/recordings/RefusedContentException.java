package dev.sallyport.server.recordings;

/// What came may not pass; the text is fit to be shown to the session's user.
final class RefusedContentException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedContentException(String message) {
        super(message);
    }
}
