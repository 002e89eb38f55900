/// What decisions and signatures cost, measured by JMH.
///
/// ## Belongs here
///
/// Benchmarks, and the accounts and requests they run on.
///
/// ## Does not belong here
///
/// Tests of what the answers are (each room's own); limits: a slow machine must fail no build.
///
/// ## Invariants
///
/// 1. What is measured is the code that is shipped, with answers that are looked at.
@NullMarked
package dev.sallyport.bench;

import org.jspecify.annotations.NullMarked;
