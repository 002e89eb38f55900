/// The providers of web identities that are registered in the account: whether a token is theirs.
///
/// ## Belongs here
///
/// Fetching a provider's keys, keeping them for a while, and checking the tokens signed with them.
///
/// ## Does not belong here
///
/// Which providers there are (`identity.directory`), what their tokens open (`access`), the
/// credentials given for them (`identity`).
///
/// ## Invariants
///
/// 1. Nothing is fetched but from the host of a registered issuer, over TLS, without redirects, and
///    never more than a fixed size: a token cannot make the server call anybody else.
/// 2. A token that names no algorithm with a public key, or brings its own key, proves nothing.
/// 3. However many tokens come, a provider is asked now and then only.
@NullMarked
package dev.sallyport.server.issuers;

import org.jspecify.annotations.NullMarked;
