package dev.sallyport.house.planted.audit;

import dev.sallyport.house.planted.server.net.Request;

/// An audit that needs the server.
record Chain(Request request) {}
