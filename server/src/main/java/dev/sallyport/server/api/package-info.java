/// The front of every AWS service: bytes in, one decided and answered call out.
///
/// ## Belongs here
///
/// Dispatch of a request to a service and an operation, authentication by signature, the question
/// to the one decision function, decoding, validation, encoding, and the shape of errors.
///
/// ## Does not belong here
///
/// What an operation does (`api.ssm` and its like), sockets and TLS (`net`), who callers are
/// (`identity`), who may do what (`access`).
///
/// ## Invariants
///
/// 1. No operation can be bound without saying how its caller proves itself and which resources it
///    touches.
/// 2. A signed call reaches its handler only after {@code Access.decide} allowed it.
/// 3. What went wrong inside is logged once with the request id and never told to the caller.
@NullMarked
package dev.sallyport.server.api;

import org.jspecify.annotations.NullMarked;
