package dev.sallyport.server.documents;

import java.util.Optional;

/// What CreateDocument makes.
public record NewDocument(
        String name,
        DocumentType type,
        DocumentFormat format,
        String content,
        Optional<String> versionName,
        Document.Labels labels) {}
