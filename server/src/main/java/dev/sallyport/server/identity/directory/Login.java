package dev.sallyport.server.identity.directory;

import java.time.Instant;
import java.util.List;

/// A user's password, as its hash, and the hashes of earlier ones, newest first.
public record Login(
        String hash, boolean mustChange, Instant created, Instant changed, List<String> earlier) {
    public Login {
        earlier = List.copyOf(earlier);
    }

    /// Never the hashes: they are food for guessing.
    @Override
    public String toString() {
        return "Login[changed " + changed + "]";
    }
}
