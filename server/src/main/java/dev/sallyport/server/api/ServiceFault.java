package dev.sallyport.server.api;

/// An answer that is an error of the service: its code and a text that is safe to show.
///
/// The front turns it into the error of whichever protocol the service speaks. The status comes
/// from the service model's error shape, else it is 400.
public final class ServiceFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final String text;

    public ServiceFault(String code, String message) {
        this(code, 0, message);
    }

    /// For errors that the model does not know. A status of 0 leaves it to the model.
    public ServiceFault(String code, int status, String message) {
        super(code + ": " + message);
        this.code = code;
        this.status = status;
        this.text = message;
    }

    public String code() {
        return code;
    }

    int status() {
        return status;
    }

    /// The text alone, as the client sees it.
    public String text() {
        return text;
    }
}
