package dev.sallyport.cli.outcome;

/// Why a command cannot do what was asked: one line that says what is wrong, one that helps.
///
/// The hint is empty when there is nothing useful to say.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String hint;

    public Failure(ExitCode exit, String message) {
        this(exit, message, "");
    }

    public Failure(ExitCode exit, String message, String hint) {
        super(message);
        this.exit = exit;
        this.hint = hint;
    }

    public ExitCode exit() {
        return exit;
    }

    public String hint() {
        return hint;
    }

    /// What to show; never null here, unlike a general exception's message.
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
