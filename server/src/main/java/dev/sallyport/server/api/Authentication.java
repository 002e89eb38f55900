package dev.sallyport.server.api;

/// How the caller of an operation must prove itself.
public enum Authentication {
    /// By an access key: Signature Version 4.
    SIGNED,
    /// Not at all. Such operations are throttled by source address.
    ANONYMOUS,
    /// By the node's own RSA key.
    NODE_KEY
}
