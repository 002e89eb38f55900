package dev.sallyport.policy.language;

import java.util.List;
import java.util.Optional;

/// One statement: it applies when everything in it matches a request.
///
/// @param index its place in the policy, from 0
/// @param principals empty in policies that belong to a principal
/// @param resources without patterns in trust policies, where nothing is asked of the resource
public record Statement(
        int index,
        Optional<String> sid,
        Effect effect,
        Optional<Principals> principals,
        Choice actions,
        Choice resources,
        List<Condition> conditions,
        Span span) {
    public Statement {
        conditions = List.copyOf(conditions);
    }

    /// Its Sid, or its number from 1 when it has none.
    public String name() {
        return sid.filter(text -> !text.isEmpty()).orElse("statement " + (index + 1));
    }

    /// From a statement's opening brace to behind its closing one.
    public record Span(Position start, Position end) {}
}
