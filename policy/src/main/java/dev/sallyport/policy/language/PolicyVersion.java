package dev.sallyport.policy.language;

/// The language's versions. The older one has no variables: `${` is text in it.
public enum PolicyVersion {
    V2008("2008-10-17"),
    V2012("2012-10-17");

    private final String written;

    PolicyVersion(String written) {
        this.written = written;
    }

    public String written() {
        return written;
    }

    public boolean hasVariables() {
        return this == V2012;
    }
}
