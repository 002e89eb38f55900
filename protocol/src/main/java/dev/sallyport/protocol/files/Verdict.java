package dev.sallyport.protocol.files;

/// What became of one file.
public enum Verdict {
    OK(0, "copied"),
    CHANGED(1, "changed while it was copied"),
    NO_SPACE(2, "no space left"),
    DENIED(3, "permission denied"),
    MISSING(4, "not found"),
    IN_THE_WAY(5, "something else is in the way"),
    CORRUPT(6, "content arrived damaged"),
    UNSUPPORTED(7, "neither file, folder nor link"),
    UNSAFE(8, "leads out of the target"),
    FAILED(9, "failed");

    private final int code;
    private final String words;

    Verdict(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /// Its byte on the wire.
    int code() {
        return code;
    }

    static Verdict of(int code) throws MalformedFilesException {
        for (Verdict verdict : values()) {
            if (verdict.code == code) {
                return verdict;
            }
        }
        throw new MalformedFilesException("verdict: " + code);
    }

    /// For people.
    public String words() {
        return words;
    }
}
