package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.fleet.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The filters of one listing of nodes: all must hold, each for any of its values.
final class NodeFilters {
    private static final String IDS = "InstanceIds";

    private final NodeFields fields;
    private final String badValue;

    /// `badValue` is the error name for a value its key cannot have.
    NodeFilters(NodeFields fields, String badValue) {
        this.fields = fields;
        this.badValue = badValue;
    }

    /// One filter, in whichever form it came.
    record Filter(String key, List<String> values, FilterOperator operator) {
        Filter(String key, List<String> values) {
            this(key, values, FilterOperator.EQUAL);
        }
    }

    Predicate<Node> all(List<Filter> filters) {
        return filters.stream().map(this::one).reduce(_ -> true, Predicate::and);
    }

    private Predicate<Node> one(Filter filter) {
        Optional<Function<Node, List<String>>> field = fields.find(filter.key());
        if (field.isEmpty()) {
            throw new ServiceFault(
                    "InvalidFilterKey", "The specified key isn't valid: " + filter.key());
        }
        check(filter);
        Set<String> wanted = Set.copyOf(filter.values());
        return node -> filter.operator().holds(field.orElseThrow().apply(node), wanted);
    }

    private void check(Filter filter) {
        Set<String> known = NodeFields.CLOSED.getOrDefault(filter.key(), Set.of());
        for (String value : filter.values()) {
            if (!known.isEmpty() && !known.contains(value)) {
                throw new ServiceFault(
                        badValue, filter.key() + ": '" + value + "' (expected: " + known + ")");
            }
            if (filter.key().equals(IDS)
                    && filter.operator().isExact()
                    && !NodeId.isNodeId(value)) {
                throw new ServiceFault(
                        "InvalidInstanceId", "The instance ID isn't valid: " + value);
            }
        }
    }

    /// The nodes that are asked for by their `i-` id and must be shown by it.
    static Set<NodeId> twins(List<Filter> filters) {
        return filters.stream()
                .filter(filter -> filter.key().equals(IDS) && filter.operator().isExact())
                .flatMap(filter -> filter.values().stream())
                .filter(value -> value.startsWith("i-") && NodeId.isNodeId(value))
                .map(NodeId::parse)
                .collect(Collectors.toSet());
    }
}
