/// The account as the server describes it: everybody, with every policy that counts.
///
/// ## Belongs here
///
/// Reading GetAccountAuthorizationDetails into principals that can be asked about.
///
/// ## Does not belong here
///
/// Asking (`cli.judge`), showing answers (`cli.command`).
///
/// ## Invariants
///
/// 1. A policy that is missing or cannot be read takes everything away, as on the server: it might
///    be the one that denies.
@NullMarked
package dev.sallyport.cli.account;

import org.jspecify.annotations.NullMarked;
