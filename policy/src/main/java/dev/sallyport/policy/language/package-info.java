/// The words of the policy language: text to a checked tree, with every fault named.
///
/// ## Belongs here
///
/// {@link dev.sallyport.policy.language.Policy} and its parts, {@link
/// dev.sallyport.policy.language.Policies} which reads them, the checks AWS makes when a policy is
/// put, with AWS's texts, and {@link dev.sallyport.policy.language.Template}: what wildcards and
/// variables a text has.
///
/// ## Does not belong here
///
/// Whether a request is allowed (`policy`), whether a policy is wise (`policy.lint`), size limits
/// per kind of principal and error codes (the server).
///
/// ## Invariants
///
/// 1. A {@link dev.sallyport.policy.language.Policy} that {@link
///    dev.sallyport.policy.language.Policies} gave out can be evaluated: no operator, date or
///    address in it is unreadable.
/// 2. Input of any size or depth is refused or read in time linear in its length.
@NullMarked
package dev.sallyport.policy.language;

import org.jspecify.annotations.NullMarked;
