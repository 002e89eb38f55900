package dev.sallyport.server.access;

/// The policy decision point. Every call, socket and resume asks it before anything happens. Safe
/// for use by many threads.
public interface Access {
    Decision decide(Question question);
}
