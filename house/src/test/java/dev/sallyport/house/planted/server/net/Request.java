package dev.sallyport.house.planted.server.net;

/// Stands for a request.
public final class Request {}
