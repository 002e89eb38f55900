package dev.sallyport.server.net;

/// A message that ends its websocket, with the close code that says why.
final class BrokenMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    BrokenMessageException(int code, String reason) {
        super(reason);
        this.code = code;
    }

    int code() {
        return code;
    }
}
