package dev.sallyport.protocol.sigv4;

/// What looking for a signature in a request found.
public sealed interface ParsedSignature {
    /// The request is anonymous.
    record Absent() implements ParsedSignature {}

    /// There is something meant as a signature that cannot be used. The text is safe to show.
    record Malformed(Reason reason, String message) implements ParsedSignature {}

    /// A claim to be verified.
    record Present(Claim claim) implements ParsedSignature {}

    /// Which kind of error a front reports.
    enum Reason {
        /// A part is missing or has no readable form (`IncompleteSignature`).
        INCOMPLETE,
        /// Readable, but can never be right (`InvalidSignatureException`, `SignatureDoesNotMatch`).
        INVALID,
        /// Another way of signing: Signature Version 2, 4A, or no AWS scheme at all.
        UNSUPPORTED
    }
}
