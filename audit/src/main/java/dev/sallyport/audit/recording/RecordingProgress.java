package dev.sallyport.audit.recording;

/// The first frame number per direction that a recording does not hold yet.
public record RecordingProgress(long nextDown, long nextUp) {
    /// Nothing recorded yet.
    public static final RecordingProgress START = new RecordingProgress(0, 0);
}
