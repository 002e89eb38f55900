package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.DeregisterManagedInstanceRequest;
import dev.sallyport.server.api.ssm.model.DeregisterManagedInstanceResult;
import dev.sallyport.server.api.ssm.model.DescribeInstanceInformationRequest;
import dev.sallyport.server.api.ssm.model.DescribeInstanceInformationResult;
import dev.sallyport.server.api.ssm.model.DescribeInstancePropertiesRequest;
import dev.sallyport.server.api.ssm.model.DescribeInstancePropertiesResult;
import dev.sallyport.server.api.ssm.model.GetConnectionStatusRequest;
import dev.sallyport.server.api.ssm.model.GetConnectionStatusResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.Page;
import dev.sallyport.server.fleet.Presence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Shows nodes, and ends their membership.
public final class NodeRoutes {
    private static final int PAGE = 50;
    private static final List<String> ANY = List.of(ResourceNames.ANY);

    private final Fleet fleet;
    private final Presence presence;
    private final PageTokens pages;
    private final ResourceNames names;
    private final NodeViews views;
    private final NodeFields fields;

    public NodeRoutes(Fleet fleet, Presence presence, PageTokens pages, ResourceNames names) {
        this.fleet = fleet;
        this.presence = presence;
        this.pages = pages;
        this.names = names;
        this.views = new NodeViews(presence);
        this.fields = new NodeFields(presence);
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                        Ssm.DESCRIBE_INSTANCE_INFORMATION,
                        Authentication.SIGNED,
                        _ -> ANY,
                        this::describeInformation)
                .on(
                        Ssm.DESCRIBE_INSTANCE_PROPERTIES,
                        Authentication.SIGNED,
                        _ -> ANY,
                        this::describeProperties)
                .on(
                        Ssm.GET_CONNECTION_STATUS,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.target())),
                        this::connectionStatus)
                .on(
                        Ssm.DEREGISTER_MANAGED_INSTANCE,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.instanceId())),
                        this::deregister);
    }

    private DescribeInstanceInformationResult describeInformation(
            Call call, DescribeInstanceInformationRequest input) {
        if (!input.filters().isEmpty() && !input.instanceInformationFilterList().isEmpty()) {
            throw new ServiceFault(
                    "ValidationException",
                    "Filters and InstanceInformationFilterList can't be used together.");
        }
        List<NodeFilters.Filter> filters =
                Stream.concat(
                                input.filters().stream()
                                        .map(f -> new NodeFilters.Filter(f.key(), f.values())),
                                input.instanceInformationFilterList().stream()
                                        .map(f -> new NodeFilters.Filter(f.key(), f.valueSet())))
                        .toList();
        String after =
                pages.position(call, Ssm.DESCRIBE_INSTANCE_INFORMATION, input.toMap()).orElse("");
        Page<Node> page =
                fleet.list(
                        new NodeFilters(fields, "InvalidInstanceInformationFilterValue")
                                .all(filters),
                        after,
                        input.maxResults().orElse(PAGE));
        Set<NodeId> twins = NodeFilters.twins(filters);
        return DescribeInstanceInformationResult.builder()
                .instanceInformationList(
                        page.items().stream().map(node -> views.information(node, twins)).toList())
                .nextToken(
                        last(page)
                                .map(id ->
                                        pages.next(
                                                call,
                                                Ssm.DESCRIBE_INSTANCE_INFORMATION,
                                                input.toMap(),
                                                id)))
                .build();
    }

    private DescribeInstancePropertiesResult describeProperties(
            Call call, DescribeInstancePropertiesRequest input) {
        List<NodeFilters.Filter> filters =
                Stream.concat(
                                input.filtersWithOperator().stream()
                                        .map(f ->
                                                new NodeFilters.Filter(
                                                        f.key(),
                                                        f.values(),
                                                        FilterOperator.of(
                                                                f.operator().orElse("Equal")))),
                                input.instancePropertyFilterList().stream()
                                        .map(f -> new NodeFilters.Filter(f.key(), f.valueSet())))
                        .toList();
        String after =
                pages.position(call, Ssm.DESCRIBE_INSTANCE_PROPERTIES, input.toMap()).orElse("");
        Page<Node> page =
                fleet.list(
                        new NodeFilters(fields, "InvalidInstancePropertyFilterValue").all(filters),
                        after,
                        input.maxResults().orElse(PAGE));
        Set<NodeId> twins = NodeFilters.twins(filters);
        return DescribeInstancePropertiesResult.builder()
                .instanceProperties(
                        page.items().stream().map(node -> views.property(node, twins)).toList())
                .nextToken(
                        last(page)
                                .map(id ->
                                        pages.next(
                                                call,
                                                Ssm.DESCRIBE_INSTANCE_PROPERTIES,
                                                input.toMap(),
                                                id)))
                .build();
    }

    private static Optional<String> last(Page<Node> page) {
        return page.more() ? Optional.of(page.items().getLast().id().value()) : Optional.empty();
    }

    private GetConnectionStatusResponse connectionStatus(
            Call call, GetConnectionStatusRequest input) {
        boolean connected =
                NodeId.isNodeId(input.target())
                        && presence.isConnected(NodeId.parse(input.target()));
        // The target is echoed as it was asked for, by either of its ids.
        return GetConnectionStatusResponse.builder()
                .target(input.target())
                .status(connected ? "connected" : "notconnected")
                .build();
    }

    private DeregisterManagedInstanceResult deregister(
            Call call, DeregisterManagedInstanceRequest input) {
        boolean gone =
                NodeId.isNodeId(input.instanceId())
                        && fleet.deregister(NodeId.parse(input.instanceId()));
        if (!gone) {
            throw new ServiceFault(
                    "InvalidInstanceId",
                    "Instance ID " + input.instanceId() + " isn't that of a managed node.");
        }
        return new DeregisterManagedInstanceResult();
    }
}
