package dev.sallyport.server.access;

import dev.sallyport.policy.Explanation;

/// One resource of a call, and what the policies say about it.
public record Explained(String resource, Explanation explanation) {}
