/// AWS Identity and Access Management, as far as it is served.
///
/// ## Belongs here
///
/// Its handlers: requests to the care of the account, its entities to replies; which ARNs each
/// operation is about; the table from faults to IAM's errors.
///
/// ## Does not belong here
///
/// Rules and limits (`identity.care`), the account itself (`identity.directory`), decisions
/// (`access`).
///
/// ## Invariants
///
/// 1. An operation about an entity is decided on that entity's ARN, with the path it has, not the
///    one the caller would like it to have.
/// 2. Where a user's name is left out, the caller is meant, also in the decision.
/// 3. A secret key, a seed and a picture of a seed are in one reply only: the one that made them.
@NullMarked
package dev.sallyport.server.api.iam;

import org.jspecify.annotations.NullMarked;
