package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.DeleteRolePermissionsBoundaryRequest;
import dev.sallyport.server.api.iam.model.DeleteRolePermissionsBoundaryResponse;
import dev.sallyport.server.api.iam.model.DeleteUserPermissionsBoundaryRequest;
import dev.sallyport.server.api.iam.model.DeleteUserPermissionsBoundaryResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.PutRolePermissionsBoundaryRequest;
import dev.sallyport.server.api.iam.model.PutRolePermissionsBoundaryResponse;
import dev.sallyport.server.api.iam.model.PutUserPermissionsBoundaryRequest;
import dev.sallyport.server.api.iam.model.PutUserPermissionsBoundaryResponse;
import dev.sallyport.server.identity.care.Grantees;
import dev.sallyport.server.identity.directory.Directory;

/// Permissions boundaries of users and roles.
public final class BoundaryRoutes {
    private final Arns arns;
    private final Grantees grantees;

    public BoundaryRoutes(Directory directory, Grantees grantees) {
        this.arns = new Arns(directory);
        this.grantees = grantees;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.PUT_USER_PERMISSIONS_BOUNDARY,
                        it -> arns.user(it.userName()),
                        this::putUser)
                .on(
                        Iam.DELETE_USER_PERMISSIONS_BOUNDARY,
                        it -> arns.user(it.userName()),
                        this::deleteUser)
                .on(
                        Iam.PUT_ROLE_PERMISSIONS_BOUNDARY,
                        it -> arns.role(it.roleName()),
                        this::putRole)
                .on(
                        Iam.DELETE_ROLE_PERMISSIONS_BOUNDARY,
                        it -> arns.role(it.roleName()),
                        this::deleteRole);
    }

    private PutUserPermissionsBoundaryResponse putUser(
            Call call, PutUserPermissionsBoundaryRequest input) {
        grantees.putBoundary(Grantees.Kind.USER, input.userName(), input.permissionsBoundary());
        return new PutUserPermissionsBoundaryResponse();
    }

    private DeleteUserPermissionsBoundaryResponse deleteUser(
            Call call, DeleteUserPermissionsBoundaryRequest input) {
        grantees.deleteBoundary(Grantees.Kind.USER, input.userName());
        return new DeleteUserPermissionsBoundaryResponse();
    }

    private PutRolePermissionsBoundaryResponse putRole(
            Call call, PutRolePermissionsBoundaryRequest input) {
        grantees.putBoundary(Grantees.Kind.ROLE, input.roleName(), input.permissionsBoundary());
        return new PutRolePermissionsBoundaryResponse();
    }

    private DeleteRolePermissionsBoundaryResponse deleteRole(
            Call call, DeleteRolePermissionsBoundaryRequest input) {
        grantees.deleteBoundary(Grantees.Kind.ROLE, input.roleName());
        return new DeleteRolePermissionsBoundaryResponse();
    }
}
