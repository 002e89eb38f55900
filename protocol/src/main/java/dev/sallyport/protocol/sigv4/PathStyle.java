package dev.sallyport.protocol.sigv4;

/// How a path enters the canonical request.
public enum PathStyle {
    /// Dot segments and doubled slashes removed, then encoded once more on top of the wire's form.
    NORMALIZED,
    /// S3: every object key is its own path, so nothing is removed, and it is encoded once.
    AS_SENT
}
