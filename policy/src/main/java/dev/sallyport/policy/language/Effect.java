package dev.sallyport.policy.language;

/// What a statement that applies does.
public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String written;

    Effect(String written) {
        this.written = written;
    }

    public String written() {
        return written;
    }
}
