package dev.sallyport.protocol;

/// A name that does not have the form its kind asks for.
public final class MalformedId extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public MalformedId(String kind, String value, String expected) {
        super(kind + ": '" + value + "' (expected: " + expected + ")");
    }
}
