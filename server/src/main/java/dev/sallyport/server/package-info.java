/// The program: its command line, and the one place that calls the constructors of services.
///
/// ## Belongs here
///
/// {@link dev.sallyport.server.Main} and the wiring: which implementation stands behind which port,
/// in which order things start, and in which they stop.
///
/// ## Does not belong here
///
/// Any rule of the domain, any byte of a protocol.
///
/// ## Invariants
///
/// 1. Nothing depends on this package.
/// 2. What is started here is stopped here, in reverse order.
@NullMarked
package dev.sallyport.server;

import org.jspecify.annotations.NullMarked;
