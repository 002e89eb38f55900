package dev.sallyport.protocol.sigv4;

/// What a signature is good for: one day (`yyyyMMdd`), one region, one service.
public record Scope(String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    /// As it stands in a credential and in the string to sign.
    String text() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
