package dev.sallyport.agent.link;

/// Says in words why something failed.
public final class Reason {
    private Reason() {}

    /// The message of the failure or of what caused it; a refused connection, for one, has none of
    /// its own.
    public static String of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        return failure.getClass().getSimpleName();
    }
}
