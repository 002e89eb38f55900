package dev.sallyport.cli.command;

import dev.sallyport.cli.account.AccountReader;
import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport role` and its commands.
@Command(name = "role", header = "List and show roles.")
final class RoleCommand {
    private static final Listing ROLES =
            Listing.of(
                    "roles",
                    "name",
                    "RoleName",
                    "id",
                    "RoleId",
                    "path",
                    "Path",
                    "created",
                    "CreateDate",
                    "description",
                    "Description");

    private final Workbench bench;

    RoleCommand(Workbench bench) {
        this.bench = bench;
    }

    @Command(
            name = "list",
            header = "List roles.",
            footer = {"", "JSON: {\"roles\": [{name, id, path, created, description}]}"})
    int list(@Mixin GlobalOptions options) {
        Api api = bench.connect(options).api();
        ROLES.show(bench.report(), options.json(), api.iamList("ListRoles", Map.of(), "Roles"));
        return 0;
    }

    @Command(
            name = "show",
            header = "Show a role: who may take it, and its policies.",
            footer = {
                "",
                "JSON: {name, arn, id, description, created, maxSession, lastUsed, boundary,"
                        + " policies, inlinePolicies, tags, trust}"
            })
    int show(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "NAME", description = "The role's name.") String name) {
        Api api = bench.connect(options).api();
        Xml answer = api.iam("GetRole", Map.of("RoleName", name));
        Xml role = answer.child("Role").orElse(answer);
        ObjectNode json = Api.request().put("name", name).put("arn", role.field("Arn"));
        json.put("id", role.field("RoleId")).put("description", role.field("Description"));
        json.put("created", role.field("CreateDate"));
        json.put("maxSession", role.field("MaxSessionDuration"));
        json.put(
                "lastUsed",
                role.child("RoleLastUsed").map(it -> it.field("LastUsedDate")).orElse(""));
        json.put("boundary", UserView.boundary(role));
        Grants.addTo(json, api, "Role", name);
        ObjectNode tags = json.putObject("tags");
        UserDirectory.tags(role.members("Tags")).forEach(tags::put);
        json.put("trust", AccountReader.decoded(role.field("AssumeRolePolicyDocument")));
        if (options.json()) {
            bench.report().json(json);
        } else {
            Facts.show(bench.report(), json);
        }
        return 0;
    }
}
