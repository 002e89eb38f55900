package dev.sallyport.server.api;

/// An error on the wire: code, status, and a text that is safe to show.
record Fault(String code, int status, String message) {}
