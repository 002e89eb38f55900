package dev.sallyport.agent.link;

/// Whom a socket serves, and where it gets the time.
record SocketOwner(SocketEvents events, Stamps stamps) {}
