package dev.sallyport.server.fleet;

import java.time.Instant;
import java.util.Map;

/// A permission for machines to join. Its code is not here: only a hash of it is kept.
public record Activation(String id, Terms terms, int registrations, Instant created) {
    /// What was agreed when it was made. Empty texts are absent ones.
    public record Terms(
            String role,
            String description,
            String defaultName,
            int limit,
            Instant expires,
            Map<String, String> tags) {
        public Terms {
            tags = Map.copyOf(tags);
        }
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(terms.expires());
    }

    public boolean isExhausted() {
        return registrations >= terms.limit();
    }
}
