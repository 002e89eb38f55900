package dev.sallyport.server.api.ec2;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ec2.model.Filter;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.PingStatus;
import dev.sallyport.server.fleet.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The filters of DescribeInstances: all must hold, each for any of its values.
final class InstanceFilters {
    private static final String TAG = "tag:";
    private static final String ID = "instance-id";

    private final Map<String, Function<Node, List<String>>> fields;

    InstanceFilters(Presence presence) {
        Function<Node, List<String>> address = node -> List.of(node.report().ipAddress());
        Function<Node, List<String>> name = node -> List.of(node.report().computerName());
        this.fields =
                Map.of(
                        ID,
                        node -> List.of(node.id().value(), node.id().twin()),
                        "instance-state-name",
                        node -> List.of(state(presence.statusOf(node))),
                        "tag-key",
                        node -> new ArrayList<>(node.tags().keySet()),
                        "tag-value",
                        node -> new ArrayList<>(node.tags().values()),
                        // A node has one address and one name; whether they are private is not
                        // known.
                        "private-ip-address",
                        address,
                        "ip-address",
                        address,
                        "private-dns-name",
                        name,
                        "dns-name",
                        name);
    }

    Predicate<Node> all(List<Filter> filters) {
        return filters.stream().map(this::one).reduce(_ -> true, Predicate::and);
    }

    private Predicate<Node> one(Filter filter) {
        String name = filter.name().orElse("");
        Function<Node, List<String>> field = field(name);
        return node ->
                field.apply(node).stream()
                        .anyMatch(has ->
                                filter.values().stream()
                                        .anyMatch(want -> Wildcard.matches(want, has)));
    }

    private Function<Node, List<String>> field(String name) {
        if (name.startsWith(TAG)) {
            String key = name.substring(TAG.length());
            return node -> Optional.ofNullable(node.tags().get(key)).stream().toList();
        }
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> unknown(name));
    }

    static ServiceFault unknown(String name) {
        return new ServiceFault("InvalidParameterValue", "The filter '" + name + "' is invalid");
    }

    static String state(PingStatus status) {
        return switch (status) {
            case ONLINE -> "running";
            case CONNECTION_LOST -> "stopped";
        };
    }

    /// The nodes that are asked for by their `i-` id and must be shown by it.
    static Set<NodeId> twins(List<String> ids, List<Filter> filters) {
        List<String> asked = new ArrayList<>(ids);
        filters.stream()
                .filter(filter -> filter.name().orElse("").equals(ID))
                .forEach(filter -> asked.addAll(filter.values()));
        return asked.stream()
                .filter(id -> id.startsWith("i-") && NodeId.isNodeId(id))
                .map(NodeId::parse)
                .collect(Collectors.toSet());
    }
}
