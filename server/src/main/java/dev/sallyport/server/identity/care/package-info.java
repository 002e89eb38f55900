/// The care of the account: each change to users, groups, roles, policies, keys and devices, with
/// AWS's limits and conflicts, in AWS's words.
///
/// ## Belongs here
///
/// One class per kind of thing, whose methods are the operations on it; hashes of passwords, codes
/// of devices, forms of public keys; the port that checks the text of a policy.
///
/// ## Does not belong here
///
/// The things themselves and their storage (`identity.directory`), requests and replies
/// (`api.iam`), what policies mean (`policy`), who may do this (`access`).
///
/// ## Invariants
///
/// 1. A secret, a seed and a password are to be had once, when they are made; what is stored is
///    sealed or hashed.
/// 2. Nothing is deleted while something else stands on it.
/// 3. The administrator can be neither deleted nor renamed: who holds the data directory can always
///    get back in.
/// 4. A code of a device is good once.
@NullMarked
package dev.sallyport.server.identity.care;

import org.jspecify.annotations.NullMarked;
