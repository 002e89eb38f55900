package dev.sallyport.server.identity.directory;

import java.time.Instant;

/// A user's public key for SSH: its line as OpenSSH writes it, and its MD5 fingerprint.
public record SshKey(String id, String body, String fingerprint, boolean active, Instant uploaded) {
    public SshKey withActive(boolean other) {
        return new SshKey(id, body, fingerprint, other, uploaded);
    }
}
