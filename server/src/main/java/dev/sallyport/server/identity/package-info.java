/// Who is calling: the account, its users and their keys, and what a node proves with its token.
///
/// ## Belongs here
///
/// {@link dev.sallyport.server.identity.Caller}, the lookup of credentials, the making of keys and
/// of a node's role credentials, and the sealing of secrets under the master key.
///
/// ## Does not belong here
///
/// Who there is (`identity.directory`) and the rules by which that changes (`identity.care`),
/// signatures (`protocol.sigv4`), what a caller may do (`access`), nodes (`fleet`), SQL
/// (`store.sqlite`).
///
/// ## Invariants
///
/// 1. A secret key leaves this room in the clear twice at most: when it is made, and to verify a
///    signature.
/// 2. No password and no key exists that nobody made: a fresh account has one key, shown once.
/// 3. A revoked token is refused by the next call, without a look into the store.
@NullMarked
package dev.sallyport.server.identity;

import org.jspecify.annotations.NullMarked;
