package dev.sallyport.audit.recording;

/// A recording does not read as one.
public final class MalformedRecordingException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedRecordingException(String message) {
        super(message);
    }
}
