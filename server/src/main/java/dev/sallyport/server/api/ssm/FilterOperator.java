package dev.sallyport.server.api.ssm;

import java.util.Collection;
import java.util.List;

/// How a node's value must relate to a filter's.
enum FilterOperator {
    EQUAL,
    NOT_EQUAL,
    BEGIN_WITH,
    LESS_THAN,
    GREATER_THAN;

    /// The operator of that name in SSM's spelling.
    static FilterOperator of(String name) {
        return switch (name) {
            case "NotEqual" -> NOT_EQUAL;
            case "BeginWith" -> BEGIN_WITH;
            case "LessThan" -> LESS_THAN;
            case "GreaterThan" -> GREATER_THAN;
            default -> EQUAL;
        };
    }

    /// Whether it wants whole values, so that a malformed one is a mistake.
    boolean isExact() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /// `values` are those a node has for one key: any of them may satisfy any of `wanted`.
    boolean holds(List<String> values, Collection<String> wanted) {
        return this == NOT_EQUAL
                ? values.stream().noneMatch(wanted::contains)
                : values.stream()
                        .anyMatch(has -> wanted.stream().anyMatch(want -> relates(has, want)));
    }

    private boolean relates(String has, String want) {
        return switch (this) {
            case EQUAL -> has.equals(want);
            case NOT_EQUAL -> !has.equals(want);
            case BEGIN_WITH -> has.startsWith(want);
            case LESS_THAN -> Versions.compare(has, want) < 0;
            case GREATER_THAN -> Versions.compare(has, want) > 0;
        };
    }
}
