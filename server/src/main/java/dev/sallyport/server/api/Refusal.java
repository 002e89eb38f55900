package dev.sallyport.server.api;

/// Why the front turns a request away before any handler sees it. Each protocol has its own code,
/// status and text for each: {@link Faults}.
public enum Refusal {
    NO_CREDENTIALS,
    INCOMPLETE_SIGNATURE,
    UNUSABLE_SIGNATURE,
    UNKNOWN_KEY,
    INACTIVE_KEY,
    BAD_TOKEN,
    EXPIRED_TOKEN,
    WRONG_SIGNATURE,
    SIGNATURE_EXPIRED,
    SIGNATURE_NOT_YET_VALID,
    WRONG_SCOPE,
    NOT_ALLOWED,
    THROTTLED,
    UNKNOWN_OPERATION,
    MALFORMED_BODY,
    BODY_TOO_LARGE,
    INVALID_INPUT,
    MISSING_INPUT,
    INTERNAL
}
