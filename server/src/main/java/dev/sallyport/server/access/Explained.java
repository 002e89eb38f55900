package dev.sallyport.server.access;

import dev.sallyport.policy.Explanation;

/// One action of a call on one resource, and what the policies say about it.
public record Explained(String action, String resource, Explanation explanation) {}
