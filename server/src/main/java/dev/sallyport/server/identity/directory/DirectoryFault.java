package dev.sallyport.server.identity.directory;

/// A change or a question about the account that cannot be met. The text is safe to show.
public final class DirectoryFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Which kind of fault; each is one error of IAM.
    public enum Code {
        NO_SUCH_ENTITY,
        ALREADY_EXISTS,
        DELETE_CONFLICT,
        LIMIT_EXCEEDED,
        MALFORMED_POLICY,
        UNMODIFIABLE,
        INVALID_INPUT,
        INVALID_VALUE,
        WRONG_CODE,
        NOT_PERMITTED,
        WEAK_PASSWORD,
        BAD_PUBLIC_KEY,
        DUPLICATE_PUBLIC_KEY,
        BAD_CERTIFICATE,
        DUPLICATE_CERTIFICATE,
        SERVICE_NOT_SUPPORTED,
        CONCURRENT_CHANGE
    }

    private final Code code;
    private final String text;

    public DirectoryFault(Code code, String text) {
        super(text);
        this.code = code;
        this.text = text;
    }

    public static DirectoryFault noSuchEntity(String text) {
        return new DirectoryFault(Code.NO_SUCH_ENTITY, text);
    }

    public static DirectoryFault alreadyExists(String text) {
        return new DirectoryFault(Code.ALREADY_EXISTS, text);
    }

    public static DirectoryFault deleteConflict(String text) {
        return new DirectoryFault(Code.DELETE_CONFLICT, text);
    }

    public static DirectoryFault invalidInput(String text) {
        return new DirectoryFault(Code.INVALID_INPUT, text);
    }

    /// In AWS's words, as `AccessKeysPerUser`.
    public static DirectoryFault overQuota(String quota, int limit) {
        return new DirectoryFault(
                Code.LIMIT_EXCEEDED, "Cannot exceed quota for " + quota + ": " + limit);
    }

    public Code code() {
        return code;
    }

    public String text() {
        return text;
    }
}
