package dev.sallyport.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The keys of one request. Asked only for what a policy names, so that values may be made when
/// they are wanted.
@FunctionalInterface
public interface ConditionKeys {
    /// No keys at all.
    ConditionKeys NONE = _ -> List.of();

    /// The values under a key, none when the request does not have it. The name comes in lower
    /// case, also behind the slash of `aws:principaltag/team`.
    List<String> values(String lowerCaseName);

    /// For keys that are all known beforehand, with names in any case.
    static ConditionKeys of(Map<String, List<String>> keys) {
        Map<String, List<String>> lower = new HashMap<>();
        keys.forEach(
                (name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return name -> lower.getOrDefault(name, List.of());
    }
}
