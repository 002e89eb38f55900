package dev.sallyport.server.api.ec2;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ec2.model.DescribeInstancesRequest;
import dev.sallyport.server.api.ec2.model.DescribeInstancesResult;
import dev.sallyport.server.api.ec2.model.Ec2;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.Page;
import dev.sallyport.server.fleet.Presence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Shows nodes as instances.
public final class InstanceRoutes {
    private final Fleet fleet;
    private final PageTokens pages;
    private final InstanceFilters filters;
    private final InstanceView view;

    public InstanceRoutes(Fleet fleet, Presence presence, PageTokens pages, ResourceNames names) {
        this.fleet = fleet;
        this.pages = pages;
        this.filters = new InstanceFilters(presence);
        this.view = new InstanceView(presence, names);
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                Ec2.DESCRIBE_INSTANCES,
                Authentication.SIGNED,
                _ -> List.of(ResourceNames.ANY),
                this::describe);
    }

    private DescribeInstancesResult describe(Call call, DescribeInstancesRequest input) {
        Predicate<Node> filter = filters.all(input.filters());
        int limit = Limits.results(input.maxResults());
        String after = pages.position(call, Ec2.DESCRIBE_INSTANCES, input.toMap()).orElse("");
        Limits.stopIfDry(input.dryRun());
        Page<Node> page =
                input.instanceIds().isEmpty()
                        ? fleet.list(filter, after, limit)
                        : named(input.instanceIds(), filter);
        Set<NodeId> twins = InstanceFilters.twins(input.instanceIds(), input.filters());
        Optional<String> last =
                page.more() ? Optional.of(page.items().getLast().id().value()) : Optional.empty();
        return DescribeInstancesResult.builder()
                .reservations(
                        page.items().stream().map(node -> view.reservation(node, twins)).toList())
                .nextToken(
                        last.map(id -> pages.next(call, Ec2.DESCRIBE_INSTANCES, input.toMap(), id)))
                .build();
    }

    private Page<Node> named(List<String> ids, Predicate<Node> filter) {
        List<Node> found = Instances.find(fleet, ids).stream().distinct().filter(filter).toList();
        return new Page<>(found, false);
    }
}
