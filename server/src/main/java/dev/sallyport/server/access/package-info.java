/// The one decision: may this caller do this to that.
///
/// ## Belongs here
///
/// {@link dev.sallyport.server.access.Access} and the ARNs it decides about; the same judgement of
/// calls that nobody makes.
///
/// ## Does not belong here
///
/// Who is calling (`identity`), the act itself (the domain rooms), error names (`api`).
///
/// ## Invariants
///
/// 1. What no rule allows is denied.
/// 2. Every decision says why.
/// 3. A node acts on itself or on nothing, whatever else it may be allowed.
@NullMarked
package dev.sallyport.server.access;

import org.jspecify.annotations.NullMarked;
