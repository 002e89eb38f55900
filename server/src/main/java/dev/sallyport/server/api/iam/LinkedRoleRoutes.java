package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.iam.model.CreateServiceLinkedRoleRequest;
import dev.sallyport.server.api.iam.model.CreateServiceLinkedRoleResponse;
import dev.sallyport.server.api.iam.model.DeleteServiceLinkedRoleRequest;
import dev.sallyport.server.api.iam.model.DeleteServiceLinkedRoleResponse;
import dev.sallyport.server.api.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import dev.sallyport.server.api.iam.model.GetServiceLinkedRoleDeletionStatusResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.identity.care.Roles;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Role;
import java.util.Optional;

/// Service-linked roles.
public final class LinkedRoleRoutes {
    private static final String PATH = "/aws-service-role/";

    private final Arns arns;
    private final Roles roles;

    public LinkedRoleRoutes(Directory directory, Roles roles) {
        this.arns = new Arns(directory);
        this.roles = roles;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_SERVICE_LINKED_ROLE,
                        it -> arns.fresh("role", Optional.of(path(it)), name(it)),
                        this::create)
                .on(Iam.DELETE_SERVICE_LINKED_ROLE, it -> arns.role(it.roleName()), this::delete)
                .on(
                        Iam.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                        it -> arns.role(roleOf(it.deletionTaskId())),
                        this::status);
    }

    private static String path(CreateServiceLinkedRoleRequest input) {
        return PATH + input.awsServiceName() + "/";
    }

    private static String name(CreateServiceLinkedRoleRequest input) {
        return Roles.linkedName(input.awsServiceName(), input.customSuffix());
    }

    private CreateServiceLinkedRoleResponse create(
            Call call, CreateServiceLinkedRoleRequest input) {
        Role role =
                roles.createLinked(
                        input.awsServiceName(),
                        input.customSuffix(),
                        input.description().orElse(""));
        return CreateServiceLinkedRoleResponse.builder()
                .role(Views.of(arns.roster()).fresh(role))
                .build();
    }

    // The role is gone when this returns: the task is done before anybody can ask about it.
    private DeleteServiceLinkedRoleResponse delete(
            Call call, DeleteServiceLinkedRoleRequest input) {
        Role role = roles.deleteLinked(input.roleName());
        return DeleteServiceLinkedRoleResponse.builder()
                .deletionTaskId("task" + role.path() + role.name() + "/" + call.requestId())
                .build();
    }

    private static String roleOf(String task) {
        String[] parts = task.split("/", -1);
        return parts.length == 5 && parts[1].equals("aws-service-role") ? parts[3] : task;
    }

    private GetServiceLinkedRoleDeletionStatusResponse status(
            Call call, GetServiceLinkedRoleDeletionStatusRequest input) {
        String name = roleOf(input.deletionTaskId());
        if (name.equals(input.deletionTaskId())) {
            throw new ServiceFault("NoSuchEntity", "The deletion task cannot be found.");
        }
        boolean gone = arns.roster().roles().byName(name).isEmpty();
        return GetServiceLinkedRoleDeletionStatusResponse.builder()
                .status(gone ? "SUCCEEDED" : "NOT_STARTED")
                .build();
    }
}
