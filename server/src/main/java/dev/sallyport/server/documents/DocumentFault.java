package dev.sallyport.server.documents;

/// A request about documents that cannot be met. The text is safe to show to the caller.
public final class DocumentFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Which kind of fault; each is one AWS error.
    public enum Code {
        ALREADY_EXISTS,
        NO_SUCH_DOCUMENT,
        NO_SUCH_VERSION,
        INVALID_CONTENT,
        INVALID_SCHEMA_VERSION,
        INVALID_OPERATION,
        INVALID_REQUEST,
        INVALID_PARAMETERS,
        CONFLICT,
        DUPLICATE_CONTENT,
        DUPLICATE_VERSION_NAME,
        TOO_LARGE,
        TOO_MANY_DOCUMENTS,
        TOO_MANY_VERSIONS,
        TOO_MANY_SHARES
    }

    private final Code code;
    private final String text;

    public DocumentFault(Code code, String text) {
        super(text);
        this.code = code;
        this.text = text;
    }

    public Code code() {
        return code;
    }

    public String text() {
        return text;
    }
}
