/// The answer to one question: do these policies allow this request, and why.
///
/// ## Belongs here
///
/// {@link dev.sallyport.policy.CompiledPolicy} and {@link dev.sallyport.policy.PolicyIndex}, the
/// forms that are evaluated; {@link dev.sallyport.policy.Authorizer}, which combines the layers;
/// {@link dev.sallyport.policy.Decision} and its {@link dev.sallyport.policy.Explanation}.
///
/// ## Does not belong here
///
/// Reading policies (`policy.language`), who has which (the server's `identity`), which resources
/// and keys a call has (the server's `access`).
///
/// ## Invariants
///
/// 1. What no statement allows is denied; an explicit deny in any layer wins over everything.
/// 2. Nothing here keeps state: everything may be used by many threads at once.
/// 3. A pattern is matched in time bounded by the product of its length and the text's.
/// 4. An explanation comes from the same matchers as the decision and can never say otherwise.
@NullMarked
package dev.sallyport.policy;

import org.jspecify.annotations.NullMarked;
