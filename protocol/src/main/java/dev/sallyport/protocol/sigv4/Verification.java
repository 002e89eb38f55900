package dev.sallyport.protocol.sigv4;

/// What checking a claim against its key found. Texts are AWS's own and safe to show.
public sealed interface Verification {
    /// The owner of the key signed this very request.
    record Valid() implements Verification {}

    /// Another key, or a request that was changed on its way.
    ///
    /// The two strings are what this side computed; they quote headers and belong into a debug
    /// answer only.
    record WrongSignature(String canonicalRequest, String stringToSign) implements Verification {
        @Override
        public String toString() {
            return "WrongSignature[]";
        }
    }

    /// Signed too long ago, or a presigned URL past its time.
    record Expired(String text) implements Verification {}

    /// Signed in the future: one of the two clocks is wrong.
    record NotYetValid(String text) implements Verification {}

    /// Signed for another day, region or service.
    record WrongScope(String text) implements Verification {}

    /// A header that must be covered by the signature is not.
    record Uncovered(String text) implements Verification {}

    /// `x-amz-content-sha256` is not the hash of the body that came.
    record WrongPayloadHash() implements Verification {}
}
