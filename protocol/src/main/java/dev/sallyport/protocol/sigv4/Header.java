package dev.sallyport.protocol.sigv4;

/// One header line, name and value as they stood on the wire.
public record Header(String name, String value) {}
