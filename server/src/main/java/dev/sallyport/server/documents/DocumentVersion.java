package dev.sallyport.server.documents;

import java.time.Instant;
import java.util.Optional;

/// One version of a document, without its content.
public record DocumentVersion(
        long number, Optional<String> name, DocumentFormat format, Instant created) {}
