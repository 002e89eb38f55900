package dev.sallyport.server.documents;

/// How a document's content is written. TEXT is kept as it is and read as JSON or YAML.
public enum DocumentFormat {
    JSON,
    YAML,
    TEXT
}
