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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The nodes of the account, asked from the server.
final class NodeList {
    private static final int PAGE = 50;

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
        Map<String, Map<String, String>> tags = found.isEmpty() ? Map.of() : allTags();
        return found.stream().map(facts -> describe(facts, tags)).toList();
    }

    private static Described describe(JsonNode facts, Map<String, Map<String, String>> all) {
        String id = facts.path("InstanceId").asString("");
        Map<String, String> tags = all.getOrDefault(id, Map.of());
        String given = facts.path("Name").asString("");
        NodeEntry entry =
                new NodeEntry(
                        id,
                        tags.getOrDefault("Name", given),
                        facts.path("ComputerName").asString(""),
                        facts.path("PingStatus").asString("").equals("Online"),
                        tags);
        return new Described(entry, facts);
    }

    /// The tags of every node by its id. A caller who may not read tags goes without.
    private Map<String, Map<String, String>> allTags() {
        Map<String, Map<String, String>> tags = new HashMap<>();
        try {
            Map<String, String> request = new LinkedHashMap<>();
            request.put("Action", "DescribeTags");
            request.put("Version", "2016-11-15");
            String next = "";
            do {
                Xml answer = api.query("ec2", request);
                for (Xml item : answer.all("item")) {
                    String id = item.find("resourceId").orElse("");
                    String mi = NodeId.isNodeId(id) ? NodeId.parse(id).value() : id;
                    tags.computeIfAbsent(mi, _ -> new HashMap<>())
                            .put(item.find("key").orElse(""), item.find("value").orElse(""));
                }
                next = answer.find("nextToken").orElse("");
                request.put("NextToken", next);
            } while (!next.isEmpty());
        } catch (Failure failure) {
            if (failure.exit() == ExitCode.UNREACHABLE) {
                throw failure;
            }
        }
        return tags;
    }
}
