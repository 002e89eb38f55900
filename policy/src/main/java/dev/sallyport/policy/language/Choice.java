package dev.sallyport.policy.language;

import java.util.List;

/// A list of patterns, of which one must match; or none, when negated (`NotAction`, `NotResource`).
public record Choice(boolean negated, List<String> patterns) {
    /// What asks nothing.
    public static final Choice UNASKED = new Choice(false, List.of());

    public Choice {
        patterns = List.copyOf(patterns);
    }
}
