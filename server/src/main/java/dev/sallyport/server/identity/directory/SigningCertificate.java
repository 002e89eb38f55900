package dev.sallyport.server.identity.directory;

import java.time.Instant;

/// A user's X.509 certificate, in PEM as it came. Kept for those who look it up; nothing here is
/// signed with it.
public record SigningCertificate(String id, String body, boolean active, Instant uploaded) {
    public SigningCertificate withActive(boolean other) {
        return new SigningCertificate(id, body, other, uploaded);
    }
}
