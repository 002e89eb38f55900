package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything about one user.
final class UserView {
    private final Api api;

    UserView(Api api) {
        this.api = api;
    }

    /// The caller without a name.
    ObjectNode json(Optional<String> wanted) {
        UserDirectory users = new UserDirectory(api);
        Xml user = users.user(wanted);
        String name = user.field("UserName");
        ObjectNode json = Api.request().put("name", name).put("arn", user.field("Arn"));
        json.put("id", user.field("UserId")).put("path", user.field("Path"));
        json.put("created", user.field("CreateDate"));
        json.put("boundary", boundary(user));
        ArrayNode groups = json.putArray("groups");
        api.iamList("ListGroupsForUser", Map.of("UserName", name), "Groups")
                .forEach(group -> groups.add(group.field("GroupName")));
        Grants.addTo(json, api, "User", name);
        ArrayNode keys = json.putArray("keys");
        for (UserDirectory.Key key : users.keys(Optional.of(name))) {
            ObjectNode one = keys.addObject().put("id", key.id());
            one.put("active", key.active()).put("created", key.created());
        }
        MfaDevices.of(api, Optional.of(name)).forEach(json.putArray("mfa")::add);
        ObjectNode tags = json.putObject("tags");
        users.tags(name).forEach(tags::put);
        return json;
    }

    static String boundary(Xml entity) {
        return entity.child("PermissionsBoundary")
                .map(it -> it.field("PermissionsBoundaryArn"))
                .orElse("");
    }
}
