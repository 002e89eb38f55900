/// The machines: how they join, what is known of them, and whether they are there.
///
/// ## Belongs here
///
/// Activations, registration, node records and their keys, tags, presence.
///
/// ## Does not belong here
///
/// Credentials a node gets (`identity`), sockets (`api.ssmmessages`), AWS's filters and error names
/// (`api`), SQL (`store.sqlite`).
///
/// ## Invariants
///
/// 1. A node exists because an activation had a place left for it; the place is taken in the same
///    transaction.
/// 2. An activation code is never stored, only its hash.
/// 3. Text a node reports is bounded and free of control characters before anybody sees it.
/// 4. A node id never comes back.
@NullMarked
package dev.sallyport.server.fleet;

import org.jspecify.annotations.NullMarked;
