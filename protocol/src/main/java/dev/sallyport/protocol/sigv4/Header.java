package dev.sallyport.protocol.sigv4;

/// One header of a request, its name and value as they were on the wire.
public record Header(String name, String value) {
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
