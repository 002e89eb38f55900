/// The words every room shares: bytes, secrets, names of things.
///
/// ## Belongs here
///
/// Values that are checked at birth and have no behaviour beyond their validity.
///
/// ## Does not belong here
///
/// I/O, clocks, threads, loggers; anything only one room needs.
///
/// ## Invariants
///
/// 1. A value that exists is valid.
/// 2. A {@link dev.sallyport.protocol.Secret} never prints itself.
@NullMarked
package dev.sallyport.protocol;

import org.jspecify.annotations.NullMarked;
