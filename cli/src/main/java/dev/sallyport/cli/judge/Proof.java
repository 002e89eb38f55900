package dev.sallyport.cli.judge;

/// What a caller signs with.
public enum Proof {
    /// A long-term key: the keys about MFA are absent.
    LONG_TERM_KEY,
    /// Temporary credentials got without an MFA code.
    SESSION,
    /// Temporary credentials got with an MFA code just now.
    MFA
}
