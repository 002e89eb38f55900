package dev.sallyport.agent.link;

/// The server's refusal of a call, with its error code as far as it gave one.
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    CallFailedException(String code, int status, String message) {
        super(code + ": " + message + " (HTTP " + status + ")");
        this.code = code;
        this.status = status;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
