package dev.sallyport.cli.judge;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// When, from where and how a call is made.
///
/// @param more condition keys that are said outright; they win over all others
public record Situation(
        Instant at, Optional<String> sourceIp, Proof proof, Map<String, List<String>> more) {
    public Situation {
        Map<String, List<String>> lower = new HashMap<>();
        more.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        more = Map.copyOf(lower);
    }

    public Situation with(Proof other) {
        return new Situation(at, sourceIp, other, more);
    }

    /// With one key more.
    public Situation with(String key, String value) {
        Map<String, List<String>> all = new HashMap<>(more);
        all.put(key, List.of(value));
        return new Situation(at, sourceIp, proof, all);
    }
}
