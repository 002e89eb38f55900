package dev.sallyport.protocol.aws;

import java.util.Optional;

/// One operation: what it takes and gives. `resultWrapper` is the element Query puts around a
/// result; `xmlNamespace` that of the whole reply.
public record OperationModel(
        String name,
        Shape.Structure input,
        Shape.Structure output,
        Optional<String> resultWrapper,
        String xmlNamespace) {}
