package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.NodeId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The nodes of the account, asked from the server.
final class NodeList {
    private static final int PAGE = 50;
    // Enough to choose from, few enough to read.
    private static final int MOST_SHOWN = 10;

    private final Api api;

    NodeList(Api api) {
        this.api = api;
    }

    /// One node: what the server tells of it, and the name people know it by.
    record Described(NodeEntry entry, JsonNode facts) {}

    List<Described> all() {
        return describe(Api.request().put("MaxResults", PAGE));
    }

    /// Those with this tag.
    List<Described> tagged(Map<String, String> tags) {
        ObjectNode request = Api.request().put("MaxResults", PAGE);
        tags.forEach((key, value) -> {
            ObjectNode filter = request.withArray("Filters").addObject();
            filter.put("Key", "tag:" + key);
            filter.putArray("Values").add(value);
        });
        return describe(request);
    }

    private List<Described> describe(ObjectNode request) {
        List<JsonNode> found =
                api.ssmPages("DescribeInstanceInformation", request, "InstanceInformationList");
        Map<String, String> names = found.isEmpty() ? Map.of() : nameTags();
        return found.stream().map(facts -> describe(facts, names)).toList();
    }

    private static Described describe(JsonNode facts, Map<String, String> names) {
        String id = facts.path("InstanceId").asString("");
        String given = facts.path("Name").asString("");
        NodeEntry entry =
                new NodeEntry(
                        id,
                        names.getOrDefault(id, given),
                        facts.path("ComputerName").asString(""),
                        facts.path("PingStatus").asString("").equals("Online"));
        return new Described(entry, facts);
    }

    /// The `Name` tag of every node that has one. A caller who may not read tags goes without.
    private Map<String, String> nameTags() {
        Map<String, String> names = new HashMap<>();
        try {
            Map<String, String> request = new LinkedHashMap<>();
            request.put("Action", "DescribeTags");
            request.put("Version", "2016-11-15");
            request.put("Filter.1.Name", "key");
            request.put("Filter.1.Value.1", "Name");
            String next = "";
            do {
                Xml answer = api.query("ec2", request);
                for (Xml item : answer.all("item")) {
                    String id = item.find("resourceId").orElse("");
                    String mi = NodeId.isNodeId(id) ? NodeId.parse(id).value() : id;
                    names.put(mi, item.find("value").orElse(""));
                }
                next = answer.find("nextToken").orElse("");
                request.put("NextToken", next);
            } while (!next.isEmpty());
        } catch (Failure failure) {
            if (failure.exit() == ExitCode.UNREACHABLE) {
                throw failure;
            }
        }
        return names;
    }

    /// The id of the node that the user calls `wanted`.
    NodeEntry find(String wanted) {
        List<NodeEntry> nodes = all().stream().map(Described::entry).toList();
        return switch (NodeNames.resolve(wanted, nodes)) {
            case NodeNames.Found(NodeEntry node) -> node;
            case NodeNames.Missing(List<String> suggestions) -> throw missing(wanted, suggestions);
            case NodeNames.Ambiguous(List<NodeEntry> matching) ->
                    throw new Failure(
                            ExitCode.USAGE,
                            "'%s' could be any of %d nodes: %s"
                                    .formatted(wanted, matching.size(), listed(matching)),
                            "write more of the name, or the id");
        };
    }

    private static Failure missing(String wanted, List<String> suggestions) {
        return new Failure(
                ExitCode.NOT_FOUND,
                "there is no node '" + wanted + "'",
                suggestions.isEmpty()
                        ? "sallyport nodes shows what there is"
                        : "did you mean " + String.join(" or ", suggestions) + "?");
    }

    private static String listed(List<NodeEntry> nodes) {
        String some =
                nodes.stream()
                        .limit(MOST_SHOWN)
                        .map(n -> n.name().isEmpty() ? n.id() : n.id() + " (" + n.name() + ")")
                        .collect(Collectors.joining(", "));
        return nodes.size() > MOST_SHOWN ? some + ", …" : some;
    }
}
