/// AWS Signature Version 4: signing a request and checking one.
///
/// ## Belongs here
///
/// Canonical requests, signing keys, and reading the parts of a signature out of a request head.
///
/// ## Does not belong here
///
/// HTTP servers and clients, and who owns an access key.
///
/// ## Invariants
///
/// 1. Signatures are compared in constant time.
@NullMarked
package dev.sallyport.protocol.sigv4;

import org.jspecify.annotations.NullMarked;
