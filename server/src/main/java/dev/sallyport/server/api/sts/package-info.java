/// AWS Security Token Service, as far as it is served.
///
/// ## Belongs here
///
/// Its handlers.
///
/// ## Does not belong here
///
/// Tokens themselves (`identity`).
///
/// ## Invariants
///
/// 1. Everybody with credentials may ask who they are.
@NullMarked
package dev.sallyport.server.api.sts;

import org.jspecify.annotations.NullMarked;
