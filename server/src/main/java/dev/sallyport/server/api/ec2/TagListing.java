package dev.sallyport.server.api.ec2;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ec2.model.DescribeTagsRequest;
import dev.sallyport.server.api.ec2.model.DescribeTagsResult;
import dev.sallyport.server.api.ec2.model.Ec2;
import dev.sallyport.server.api.ec2.model.Filter;
import dev.sallyport.server.api.ec2.model.TagDescription;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Lists the tags of all nodes. A page ends between two nodes, never within one, so it may hold up
/// to 49 tags more than asked for.
public final class TagListing {
    private final Fleet fleet;
    private final PageTokens pages;

    public TagListing(Fleet fleet, PageTokens pages) {
        this.fleet = fleet;
        this.pages = pages;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                Ec2.DESCRIBE_TAGS,
                Authentication.SIGNED,
                _ -> List.of(ResourceNames.ANY),
                this::describe);
    }

    /// One tag of one node, with every id the node has.
    private record Entry(NodeId node, String key, String value) {}

    private DescribeTagsResult describe(Call call, DescribeTagsRequest input) {
        Predicate<Entry> filter =
                input.filters().stream()
                        .map(TagListing::predicate)
                        .reduce(_ -> true, Predicate::and);
        int limit = Limits.results(input.maxResults());
        String after = pages.position(call, Ec2.DESCRIBE_TAGS, input.toMap()).orElse("");
        Limits.stopIfDry(input.dryRun());
        Page<Node> page = page(filter, after, limit);
        Set<NodeId> twins = InstanceFilters.twins(asked(input.filters()), List.of());
        Optional<String> last =
                page.more() ? Optional.of(page.items().getLast().id().value()) : Optional.empty();
        return DescribeTagsResult.builder()
                .tags(page.items().stream().flatMap(node -> views(node, filter, twins)).toList())
                .nextToken(last.map(id -> pages.next(call, Ec2.DESCRIBE_TAGS, input.toMap(), id)))
                .build();
    }

    /// The next nodes with tags that pass, until those are `limit` tags or more.
    private Page<Node> page(Predicate<Entry> filter, String after, int limit) {
        Page<Node> candidates = fleet.list(node -> entries(node).anyMatch(filter), after, limit);
        List<Node> taken = new ArrayList<>();
        long tags = 0;
        for (Node node : candidates.items()) {
            if (tags >= limit) {
                return new Page<>(taken, true);
            }
            taken.add(node);
            tags += entries(node).filter(filter).count();
        }
        return new Page<>(taken, candidates.more());
    }

    private static Stream<TagDescription> views(
            Node node, Predicate<Entry> filter, Set<NodeId> twins) {
        return entries(node).filter(filter).map(entry -> view(entry, InstanceView.id(node, twins)));
    }

    private static List<String> asked(List<Filter> filters) {
        return filters.stream()
                .filter(filter -> filter.name().orElse("").equals("resource-id"))
                .flatMap(filter -> filter.values().stream())
                .toList();
    }

    private static Stream<Entry> entries(Node node) {
        return new TreeMap<>(node.tags())
                .entrySet().stream().map(tag -> new Entry(node.id(), tag.getKey(), tag.getValue()));
    }

    private static Predicate<Entry> predicate(Filter filter) {
        String name = filter.name().orElse("");
        if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return entry -> entry.key.equals(key) && any(filter, List.of(entry.value));
        }
        return switch (name) {
            case "key", "tag-key" -> entry -> any(filter, List.of(entry.key));
            case "value", "tag-value" -> entry -> any(filter, List.of(entry.value));
            case "resource-type" -> _ -> any(filter, List.of("instance"));
            case "resource-id" ->
                    entry -> any(filter, List.of(entry.node.value(), entry.node.twin()));
            default -> throw InstanceFilters.unknown(name);
        };
    }

    private static boolean any(Filter filter, List<String> values) {
        return values.stream()
                .anyMatch(has ->
                        filter.values().stream().anyMatch(want -> Wildcard.matches(want, has)));
    }

    private static TagDescription view(Entry entry, String id) {
        return TagDescription.builder()
                .key(entry.key)
                .value(entry.value)
                .resourceId(id)
                .resourceType("instance")
                .build();
    }
}
