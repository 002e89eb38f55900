/// The checks that hold the house together: who may use whom, what nobody may call, how large
/// things may grow.
///
/// ## Belongs here
///
/// Rules about every room, each with the reason it exists, and a planted fault per rule that shows
/// it works.
///
/// ## Does not belong here
///
/// Tests of what the rooms do.
///
/// ## Invariants
///
/// 1. A rule names the violation, and says what to do about it.
/// 2. No rule is loosened without a word in `docs/adr`.
package dev.sallyport.house;
