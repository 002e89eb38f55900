package dev.sallyport.policy.language;

import java.util.List;

/// One key under one operator.
///
/// @param key as written; its case does not count
public record Condition(Operator operator, String key, List<String> values, Position at) {
    public Condition {
        values = List.copyOf(values);
    }
}
