/// Who there is in the account and what each of them was given: users, groups, roles, policies,
/// keys, devices.
///
/// ## Belongs here
///
/// The {@link dev.sallyport.server.identity.directory.Roster}, one consistent picture of all of it;
/// {@link dev.sallyport.server.identity.directory.Directory}, which holds the present one and is
/// the only way to the next; the events that tell what a change took away; the policies AWS ships;
/// and the port of the store.
///
/// ## Does not belong here
///
/// The rules of each change (`identity.care`), what a policy means (`policy`), the decision
/// (`access`), AWS's requests and replies (`api.iam`), SQL (`store.sqlite`).
///
/// ## Invariants
///
/// 1. Questions are answered from memory; a change is on disk before anybody sees it, and everybody
///    sees it once it returned.
/// 2. What is computed from a roster is kept with that roster and forgotten with it: nothing stale
///    can come back.
/// 3. Two servers, or a server and a command line, never overwrite each other's changes: a change
///    made from an old picture is made again from the new one.
@NullMarked
package dev.sallyport.server.identity.directory;

import org.jspecify.annotations.NullMarked;
