package dev.sallyport.house.planted.agent;

import dev.sallyport.house.planted.server.net.Request;

/// An agent that needs the server.
public record Tool(Request request) {}
