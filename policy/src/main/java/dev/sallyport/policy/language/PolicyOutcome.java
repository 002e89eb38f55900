package dev.sallyport.policy.language;

/// What came of reading a policy.
public sealed interface PolicyOutcome {
    /// It can be used.
    record Parsed(Policy policy) implements PolicyOutcome {}

    /// It was refused.
    ///
    /// @param text as AWS says it
    /// @param mend what to change, in our words
    record Malformed(Position at, String text, String mend) implements PolicyOutcome {
        /// AWS's text, and behind it where and what.
        public String message() {
            return text + " (line " + at.line() + ", column " + at.column() + ": " + mend + ")";
        }
    }
}
