package dev.sallyport.protocol.sigv4;

/// One header of a request, its name and value as they were on the wire.
public record Header(String name, String value) {
    public boolean isNamed(String other) {
        // Most names differ in length already, and a request is asked for many.
        return name.length() == other.length() && name.equalsIgnoreCase(other);
    }
}
