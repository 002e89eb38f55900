package dev.sallyport.server.documents;

/// The default version of a Session document, found for a session but without parameters yet.
public record SessionDocument(String name, String content) {}
