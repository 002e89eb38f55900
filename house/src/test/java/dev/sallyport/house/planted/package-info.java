/// Faults, one for each rule, so that every build shows that the rules find them.
///
/// ## Belongs here
///
/// The smallest class that breaks one rule.
///
/// ## Does not belong here
///
/// Anything that is used.
///
/// ## Invariants
///
/// 1. Nothing here is shipped.
package dev.sallyport.house.planted;
