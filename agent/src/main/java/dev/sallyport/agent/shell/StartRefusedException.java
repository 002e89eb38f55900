package dev.sallyport.agent.shell;

/// Why a session cannot start on this node. The message is for the user who asked.
public final class StartRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }
}
