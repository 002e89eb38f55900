/// Build tool: the official service models and our overlay in, the compact model and records out.
///
/// ## Belongs here
///
/// Reading C2J models, merging the overlay, cutting away what is not served, and writing Java.
///
/// ## Does not belong here
///
/// Anything that runs in the product: codecs and validation walk the compact model at run time and
/// live in `protocol.aws`.
///
/// ## Invariants
///
/// 1. The same input gives the same bytes out, so that an unchanged model costs no recompilation.
/// 2. Generated code uses no reflection.
@NullMarked
package dev.sallyport.generator;

import org.jspecify.annotations.NullMarked;
