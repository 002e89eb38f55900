package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport user` and its commands.
@Command(name = "user", header = "Make, show, tag and delete users.")
final class UserCommand {
    private static final Listing USERS =
            Listing.of(
                    "users",
                    "name",
                    "UserName",
                    "id",
                    "UserId",
                    "path",
                    "Path",
                    "created",
                    "CreateDate");

    private final Workbench bench;

    UserCommand(Workbench bench) {
        this.bench = bench;
    }

    @Command(
            name = "list",
            header = "List users.",
            footer = {"", "JSON: {\"users\": [{name, id, path, created}]}"})
    int list(@Mixin GlobalOptions options) {
        Api api = bench.connect(options).api();
        USERS.show(bench.report(), options.json(), api.iamList("ListUsers", Map.of(), "Users"));
        return 0;
    }

    @Command(
            name = "show",
            header = "Show a user: groups, policies, keys, MFA devices, tags.",
            footer = {
                "",
                "JSON: {name, arn, id, path, created, boundary, groups, policies, inlinePolicies,"
                        + " keys: [{id, active, created}], mfa, tags}"
            })
    int show(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "Default: you.")
                    Optional<String> name) {
        UserView view = new UserView(bench.connect(options).api());
        ObjectNode json = view.json(name);
        if (options.json()) {
            bench.report().json(json);
        } else {
            Facts.show(bench.report(), json);
        }
        return 0;
    }

    @Command(
            name = "create",
            header = "Make a user with an access key.",
            description =
                    "Prints the key's secret: it is not shown again. The user may do nothing before"
                            + " it is in a group or has a policy.",
            footer = {
                "",
                "JSON: {name, arn, id, accessKeyId, secretAccessKey}",
                "",
                "Example:",
                "  sallyport user create alice --group ops --tag SSMSessionRunAs=alice"
            })
    int create(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "NAME", description = "The user's name.") String name,
            @Option(names = "--group", paramLabel = "GROUP", description = "A group to join.")
                    @Nullable List<String> groups,
            @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "A tag of the user.")
                    @Nullable Map<String, String> tags,
            @Option(names = "--no-key", description = "Without an access key.") boolean noKey) {
        Api api = bench.connect(options).api();
        Map<String, String> request = new LinkedHashMap<>(Map.of("UserName", name));
        UserDirectory.putTags(request, tags == null ? Map.of() : tags);
        Xml user = api.iam("CreateUser", request);
        ObjectNode json = Api.request().put("name", name);
        json.put("arn", user.find("Arn").orElse("")).put("id", user.find("UserId").orElse(""));
        try {
            for (String group : groups == null ? List.<String>of() : groups) {
                api.iam("AddUserToGroup", Map.of("GroupName", group, "UserName", name));
            }
            if (!noKey) {
                KeyCommand.fresh(api, Optional.of(name), json);
            }
        } catch (Failure failure) {
            // No half-made user: the same command works once its fault is mended.
            new UserBelongings(api, name).remove();
            api.iam("DeleteUser", Map.of("UserName", name));
            throw failure;
        }
        Report report = bench.report();
        if (options.json()) {
            report.json(json);
        } else {
            Facts.show(report, json);
            if (!noKey) {
                report.note("The secret is not shown again.");
            }
        }
        return 0;
    }

    @Command(
            name = "delete",
            header = "Delete a user.",
            description = "A user who still has something is deleted with --force only.",
            footer = {"", "JSON: {\"name\": NAME}"})
    int delete(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "NAME", description = "The user's name.") String name,
            @Option(
                            names = "--force",
                            description =
                                    "With its keys, MFA devices, password, policies and"
                                            + " memberships.")
                    boolean force) {
        Api api = bench.connect(options).api();
        if (force) {
            new UserBelongings(api, name).remove();
        }
        api.iam("DeleteUser", Map.of("UserName", name));
        done(options, name, "user " + name + " deleted");
        return 0;
    }

    @Command(
            name = "tag",
            header = "Set or remove tags of a user.",
            footer = {
                "",
                "JSON: {\"name\": NAME}",
                "",
                "Example:",
                "  sallyport user tag alice team=web SSMSessionRunAs=alice --remove trial"
            })
    int tag(
            @Mixin GlobalOptions options,
            @Parameters(index = "0", paramLabel = "NAME", description = "The user's name.")
                    String name,
            @Parameters(
                            index = "1..*",
                            arity = "0..*",
                            paramLabel = "KEY=VALUE",
                            description = "Tags to set.")
                    @Nullable Map<String, String> tags,
            @Option(names = "--remove", paramLabel = "KEY", description = "A tag to remove.")
                    @Nullable List<String> removed) {
        UserDirectory users = new UserDirectory(bench.connect(options).api());
        if (tags != null && !tags.isEmpty()) {
            users.tag(name, tags);
        }
        if (removed != null && !removed.isEmpty()) {
            users.untag(name, removed);
        }
        done(options, name, "user " + name + " tagged");
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
