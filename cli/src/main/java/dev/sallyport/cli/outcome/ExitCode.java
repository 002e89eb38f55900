package dev.sallyport.cli.outcome;

/// What the program's exit status means, for every command.
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "failed; the error line says why"),
    USAGE(2, "the command line or a setting is wrong"),
    NOT_FOUND(3, "no such node, session, document, activation or user"),
    DENIED(4, "not allowed, or the credentials are missing or wrong"),
    NOT_CONNECTED(5, "the node is known but not connected"),
    UNREACHABLE(6, "the server cannot be reached"),
    INTERRUPTED(130, "ended by Ctrl-C");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
