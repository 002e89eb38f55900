package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport key` and its commands.
@Command(
        name = "key",
        header = "Make, list, disable and delete access keys.",
        description =
                "A user has two at most: make the second, take it into use, delete the first.")
final class KeyCommand {
    private static final Listing KEYS =
            Listing.of(
                    "keys",
                    "id",
                    "AccessKeyId",
                    "user",
                    "UserName",
                    "status",
                    "Status",
                    "created",
                    "CreateDate");

    private final Workbench bench;

    KeyCommand(Workbench bench) {
        this.bench = bench;
    }

    /// Makes a key and puts it into the document, secret and all.
    static void fresh(Api api, Optional<String> user, ObjectNode json) {
        Xml key = api.iam("CreateAccessKey", UserDirectory.named(user));
        json.put("accessKeyId", MfaDevices.required(key, "AccessKeyId"));
        json.put("secretAccessKey", MfaDevices.required(key, "SecretAccessKey"));
    }

    @Command(
            name = "list",
            header = "List a user's access keys.",
            footer = {"", "JSON: {\"keys\": [{id, user, status, created}]}"})
    int list(
            @Mixin GlobalOptions options,
            @Option(names = "--user", paramLabel = "NAME", description = "Default: you.")
                    Optional<String> user) {
        Api api = bench.connect(options).api();
        KEYS.show(
                bench.report(),
                options.json(),
                api.iamList("ListAccessKeys", UserDirectory.named(user), "AccessKeyMetadata"));
        return 0;
    }

    @Command(
            name = "create",
            header = "Make an access key.",
            description = "Prints the secret: it is not shown again.",
            footer = {"", "JSON: {accessKeyId, secretAccessKey}"})
    int create(
            @Mixin GlobalOptions options,
            @Option(names = "--user", paramLabel = "NAME", description = "Default: you.")
                    Optional<String> user) {
        ObjectNode json = Api.request();
        fresh(bench.connect(options).api(), user, json);
        Report report = bench.report();
        if (options.json()) {
            report.json(json);
        } else {
            Facts.show(report, json);
            report.note("The secret is not shown again.");
        }
        return 0;
    }

    @Command(
            name = "disable",
            header = "Disable an access key.",
            footer = {"", "JSON: {\"id\": KEY}"})
    int disable(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "KEY", description = "The key's id.") String id) {
        return setActive(options, id, false);
    }

    @Command(
            name = "enable",
            header = "Enable an access key again.",
            footer = {"", "JSON: {\"id\": KEY}"})
    int enable(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "KEY", description = "The key's id.") String id) {
        return setActive(options, id, true);
    }

    private int setActive(GlobalOptions options, String id, boolean active) {
        Api api = bench.connect(options).api();
        new UserDirectory(api).setActive(owner(api, id), id, active);
        done(options, id, active ? "enabled" : "disabled");
        return 0;
    }

    @Command(
            name = "delete",
            header = "Delete an access key.",
            footer = {"", "JSON: {\"id\": KEY}"})
    int delete(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "KEY", description = "The key's id.") String id) {
        Api api = bench.connect(options).api();
        Map<String, String> request = new LinkedHashMap<>(UserDirectory.named(owner(api, id)));
        request.put("AccessKeyId", id);
        api.iam("DeleteAccessKey", request);
        done(options, id, "deleted");
        return 0;
    }

    /// Whose key it is. Who may not ask can still change a key of its own.
    private static Optional<String> owner(Api api, String id) {
        try {
            return api.iam("GetAccessKeyLastUsed", Map.of("AccessKeyId", id)).find("UserName");
        } catch (Failure failure) {
            if (failure.exit() != ExitCode.DENIED) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private void done(GlobalOptions options, String id, String what) {
        if (options.json()) {
            bench.report().json(Api.request().put("id", id));
        } else {
            bench.report().note("key " + id + " " + what);
        }
    }
}
