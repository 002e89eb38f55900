package dev.sallyport.policy;

/// What the policies of one layer say together. Later ones are stronger.
enum Answer {
    /// Nothing about this request.
    SILENT,
    /// Allowed to the principal's account, which may pass it on.
    ALLOWS_ACCOUNT,
    /// Allowed to the role or user behind the session.
    ALLOWS_ORIGIN,
    /// Allowed to the principal itself.
    ALLOWS,
    DENIES;

    boolean allows() {
        return this != SILENT && this != DENIES;
    }
}
