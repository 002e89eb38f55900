/// AWS Signature Version 4: making signatures and checking them, in headers and in presigned URLs,
/// and the RSA variant by which a node proves itself before it has credentials.
///
/// ## Belongs here
///
/// The canonical request and the string to sign, the reading of what a request claims, the checks
/// of that claim with the texts AWS gives, and derived keys.
///
/// ## Does not belong here
///
/// Looking up keys and tokens (`server.identity`), error codes per protocol (`server.api`), HTTP.
///
/// ## Invariants
///
/// 1. Parsing never throws: whatever a stranger sends is {@link ParsedSignature.Absent}, {@link
///    ParsedSignature.Malformed} or {@link ParsedSignature.Present}.
/// 2. {@link Verification.Valid} means: host, time, body, path, query and the signed headers are
///    what the owner of the key signed, now, for this service and region.
/// 3. Signatures are compared in constant time.
@NullMarked
package dev.sallyport.protocol.sigv4;

import org.jspecify.annotations.NullMarked;
