package dev.sallyport.server.api.ssm;

import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.PingStatus;
import dev.sallyport.server.fleet.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What the keys of node filters mean: for each the values a node has.
final class NodeFields {
    /// Keys whose values are a closed set.
    static final Map<String, Set<String>> CLOSED =
            Map.of(
                    "PingStatus", Set.of("Online", "ConnectionLost", "Inactive"),
                    "PlatformType", Set.of("Linux", "Windows", "MacOS"),
                    "PlatformTypes", Set.of("Linux", "Windows", "MacOS"),
                    "ResourceType", Set.of("ManagedInstance", "EC2Instance"));

    private static final String TAG = "tag:";

    private final Map<String, Function<Node, List<String>>> fields;

    NodeFields(Presence presence) {
        Function<Node, List<String>> none = _ -> List.of();
        Function<Node, List<String>> platform = node -> List.of(node.report().platform().type());
        this.fields =
                Map.ofEntries(
                        Map.entry("InstanceIds", NodeFields::ids),
                        Map.entry("ActivationIds", node -> one(node.enrolment().activationId())),
                        Map.entry("AgentVersion", node -> one(node.report().agent().version())),
                        Map.entry("ComputerName", node -> one(node.report().computerName())),
                        Map.entry("IamRole", node -> one(roleName(node))),
                        Map.entry("IPAddress", node -> one(node.report().ipAddress())),
                        Map.entry("Name", node -> one(node.label())),
                        Map.entry("PingStatus", node -> one(name(presence.statusOf(node)))),
                        Map.entry("PlatformName", node -> one(node.report().platform().name())),
                        Map.entry("PlatformType", platform),
                        Map.entry("PlatformTypes", platform),
                        Map.entry(
                                "PlatformVersion", node -> one(node.report().platform().version())),
                        Map.entry("ResourceType", _ -> one("ManagedInstance")),
                        Map.entry("tag-key", node -> new ArrayList<>(node.tags().keySet())),
                        // Known to AWS, and never true of a node here.
                        Map.entry("AssociationStatus", none),
                        Map.entry("DocumentName", none),
                        Map.entry("SourceIds", none),
                        Map.entry("SourceTypes", none));
    }

    /// Empty when there is no such key.
    Optional<Function<Node, List<String>>> find(String key) {
        if (key.startsWith(TAG)) {
            String tag = key.substring(TAG.length());
            return Optional.of(node -> Optional.ofNullable(node.tags().get(tag)).stream().toList());
        }
        return Optional.ofNullable(fields.get(key));
    }

    static String name(PingStatus status) {
        return switch (status) {
            case ONLINE -> "Online";
            case CONNECTION_LOST -> "ConnectionLost";
        };
    }

    /// The role without its path.
    static String roleName(Node node) {
        String role = node.enrolment().role();
        return role.substring(role.lastIndexOf('/') + 1);
    }

    private static List<String> ids(Node node) {
        return List.of(node.id().value(), node.id().twin());
    }

    private static List<String> one(String value) {
        return List.of(value);
    }
}
