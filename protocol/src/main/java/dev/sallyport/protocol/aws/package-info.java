/// AWS service models and the codecs that walk them: JSON 1.1, Query and EC2 Query.
///
/// ## Belongs here
///
/// The model (operations, shapes, constraints), decoding of requests into trees, encoding of
/// replies and errors, and the checks of constraints with the texts AWS gives.
///
/// A tree is made of `Map<String, Object>` in the order of the model, `List<Object>`, `String`,
/// `Long`, `Double`, `Boolean`, `Instant` and `Bytes`; absent members are absent, never null.
///
/// ## Does not belong here
///
/// HTTP, signatures (`protocol.sigv4`), what an operation does, statuses of faults no model names.
///
/// ## Invariants
///
/// 1. What decoding returns has the types the model says; everything else is {@link
///    MalformedRequest}, whose text is safe to show.
/// 2. No request makes a codec hold more than a small multiple of its size, nor recurse deeper than
///    a fixed bound.
/// 3. Values of sensitive shapes are in no text made here.
@NullMarked
package dev.sallyport.protocol.aws;

import org.jspecify.annotations.NullMarked;
