package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport group` and its commands.
@Command(name = "group", header = "Make, show, fill and delete groups.")
final class GroupCommand {
    private static final Listing GROUPS =
            Listing.of(
                    "groups",
                    "name",
                    "GroupName",
                    "id",
                    "GroupId",
                    "path",
                    "Path",
                    "created",
                    "CreateDate");
    private static final String NAME = "GroupName";

    private final Workbench bench;

    GroupCommand(Workbench bench) {
        this.bench = bench;
    }

    @Command(
            name = "list",
            header = "List groups.",
            footer = {"", "JSON: {\"groups\": [{name, id, path, created}]}"})
    int list(@Mixin GlobalOptions options) {
        Api api = bench.connect(options).api();
        GROUPS.show(bench.report(), options.json(), api.iamList("ListGroups", Map.of(), "Groups"));
        return 0;
    }

    @Command(
            name = "show",
            header = "Show a group's members and policies.",
            footer = {"", "JSON: {name, users, policies, inlinePolicies}"})
    int show(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "NAME", description = "The group's name.") String name) {
        Api api = bench.connect(options).api();
        ObjectNode json = Api.request().put("name", name);
        api.iamList("GetGroup", Map.of(NAME, name), "Users").stream()
                .map(user -> user.field("UserName"))
                .forEach(json.putArray("users")::add);
        Grants.addTo(json, api, "Group", name);
        if (options.json()) {
            bench.report().json(json);
        } else {
            Facts.show(bench.report(), json);
        }
        return 0;
    }

    @Command(
            name = "create",
            header = "Make a group.",
            footer = {"", "JSON: {\"name\": NAME}"})
    int create(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "NAME", description = "The group's name.") String name) {
        bench.connect(options).api().iam("CreateGroup", Map.of(NAME, name));
        done(options, name, "group " + name + " made");
        return 0;
    }

    @Command(
            name = "delete",
            header = "Delete a group.",
            description = "It must have no members and no policies.",
            footer = {"", "JSON: {\"name\": NAME}"})
    int delete(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "NAME", description = "The group's name.") String name) {
        bench.connect(options).api().iam("DeleteGroup", Map.of(NAME, name));
        done(options, name, "group " + name + " deleted");
        return 0;
    }

    @Command(
            name = "add",
            header = "Add users to a group.",
            footer = {"", "JSON: {\"name\": GROUP}"})
    int add(@Mixin GlobalOptions options, @Mixin Members members) {
        return forEach(members, options, "AddUserToGroup", "added to");
    }

    @Command(
            name = "remove",
            header = "Remove users from a group.",
            footer = {"", "JSON: {\"name\": GROUP}"})
    int remove(@Mixin GlobalOptions options, @Mixin Members members) {
        return forEach(members, options, "RemoveUserFromGroup", "removed from");
    }

    /// A group, and users who are in it or shall be.
    static final class Members {
        @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
        private String group = "";

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "USER",
                description = "Names of users.")
        private List<String> users = List.of();
    }

    private int forEach(Members members, GlobalOptions options, String operation, String words) {
        Api api = bench.connect(options).api();
        String group = members.group;
        members.users.forEach(user -> api.iam(operation, Map.of(NAME, group, "UserName", user)));
        done(options, group, String.join(", ", members.users) + " " + words + " " + group);
        return 0;
    }

    private void done(GlobalOptions options, String name, String note) {
        if (options.json()) {
            bench.report().json(Api.request().put("name", name));
        } else {
            bench.report().note(note);
        }
    }
}
