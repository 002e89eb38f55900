package dev.sallyport.server.documents;

import java.util.Optional;

/// What UpdateDocument makes. `base` is the version the caller believes to update: it must be
/// there; labels that are named replace the document's.
public record NewVersion(
        String name,
        VersionChoice base,
        DocumentFormat format,
        String content,
        Optional<String> versionName,
        Document.Labels labels) {}
