package dev.sallyport.server.api;

/// Leaves the front's steps early. It never leaves the front, and carries no stack trace.
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String text;

    Refused(Refusal refusal, String text) {
        super(refusal + ": " + text, null, false, false);
        this.refusal = refusal;
        this.text = text;
    }

    Refusal refusal() {
        return refusal;
    }

    String text() {
        return text;
    }
}
