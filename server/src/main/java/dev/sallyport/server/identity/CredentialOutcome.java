package dev.sallyport.server.identity;

import dev.sallyport.protocol.Secret;

/// What an access key id and its session token turn out to be.
public sealed interface CredentialOutcome {
    /// Theirs, if the signature proves it.
    record Found(Caller caller, Secret secretKey) implements CredentialOutcome {}

    /// No such access key.
    record Unknown() implements CredentialOutcome {}

    /// The token is missing, altered, made under another key, or belongs to another access key.
    record BadToken() implements CredentialOutcome {}

    /// The token was good once: its time is over, or it was revoked.
    record Expired() implements CredentialOutcome {}

    /// The key exists and is switched off.
    record Inactive() implements CredentialOutcome {}
}
