/// What is legal in a policy and yet not what its author wants.
///
/// ## Belongs here
///
/// {@link dev.sallyport.policy.lint.Linter} and its rules: the traps of policies for sessions and
/// commands, seen in guides and in incidents.
///
/// ## Does not belong here
///
/// What is refused outright (`policy.language`), who has a policy attached (the server).
///
/// ## Invariants
///
/// 1. A warning never changes a decision.
/// 2. Every warning says what happens, and what to write.
@NullMarked
package dev.sallyport.policy.lint;

import org.jspecify.annotations.NullMarked;
