package dev.sallyport.server.net;

/// The event that tells every connection that the server is closing.
enum GoAway {
    NOW
}
