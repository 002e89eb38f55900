package dev.sallyport.server.api.ssm;

import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ssm.model.AssociationFilter;
import dev.sallyport.server.api.ssm.model.GetParametersResult;
import dev.sallyport.server.api.ssm.model.ListAssociationsResult;
import dev.sallyport.server.api.ssm.model.ListInstanceAssociationsResponse;
import dev.sallyport.server.api.ssm.model.PutComplianceItemsResult;
import dev.sallyport.server.api.ssm.model.PutInventoryResult;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.UpdateInstanceAssociationStatusResponse;
import java.util.LinkedHashSet;
import java.util.List;

/// What a stock agent asks and reports by the way. There are no associations, no inventory and no
/// parameters here; answering so keeps the agent content.
public final class AssociationRoutes {
    private final ResourceNames names;

    public AssociationRoutes(ResourceNames names) {
        this.names = names;
    }

    public void addTo(Routes.Builder routes) {
        addReading(routes);
        addReporting(routes);
    }

    private void addReading(Routes.Builder routes) {
        routes.on(
                        Ssm.LIST_INSTANCE_ASSOCIATIONS,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.instanceId())),
                        (_, _) ->
                                ListInstanceAssociationsResponse.builder()
                                        .associations(List.of())
                                        .build())
                .on(
                        Ssm.LIST_ASSOCIATIONS,
                        Authentication.SIGNED,
                        input -> resources(input.associationFilterList()),
                        (_, _) -> ListAssociationsResult.builder().associations(List.of()).build())
                .on(
                        Ssm.GET_PARAMETERS,
                        Authentication.SIGNED,
                        input -> input.names().stream().map(this::parameter).toList(),
                        (_, input) ->
                                GetParametersResult.builder()
                                        .parameters(List.of())
                                        .invalidParameters(
                                                List.copyOf(new LinkedHashSet<>(input.names())))
                                        .build());
    }

    private void addReporting(Routes.Builder routes) {
        routes.on(
                        Ssm.UPDATE_INSTANCE_ASSOCIATION_STATUS,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.instanceId())),
                        (_, _) -> new UpdateInstanceAssociationStatusResponse())
                .on(
                        Ssm.PUT_INVENTORY,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.instanceId())),
                        (_, _) -> PutInventoryResult.builder().build())
                .on(
                        Ssm.PUT_COMPLIANCE_ITEMS,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.resourceId())),
                        (_, _) -> new PutComplianceItemsResult());
    }

    private List<String> resources(List<AssociationFilter> filters) {
        List<String> nodes =
                filters.stream()
                        .filter(filter -> filter.key().equals("InstanceId"))
                        .map(filter -> names.anyNode(filter.value()))
                        .toList();
        return nodes.isEmpty() ? List.of(ResourceNames.ANY) : nodes;
    }

    // A leading slash belongs to the name, not to the ARN: `parameter/a/b` for `/a/b`.
    private String parameter(String name) {
        return names.ssm("parameter/" + (name.startsWith("/") ? name.substring(1) : name));
    }
}
