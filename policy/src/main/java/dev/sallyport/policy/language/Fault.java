package dev.sallyport.policy.language;

/// The first fault of a policy, on its way to a {@link PolicyOutcome.Malformed}.
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String SYNTAX = "Syntax errors in policy.";
    private static final int LONGEST_QUOTE = 100;

    private final transient Position at;
    private final String text;

    Fault(Position at, String text, String mend) {
        super(mend, null, false, false);
        this.at = at;
        this.text = text;
    }

    static Fault syntax(Position at, String mend) {
        return new Fault(at, SYNTAX, mend);
    }

    /// The same fault under another of AWS's texts.
    Fault saying(String other) {
        return new Fault(at, other, String.valueOf(getMessage()));
    }

    /// Something of the policy, for a message.
    static String quote(Object part) {
        String text = part.toString();
        return "\""
                + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text)
                + "\"";
    }

    PolicyOutcome.Malformed outcome() {
        return new PolicyOutcome.Malformed(at, text, String.valueOf(getMessage()));
    }
}
