package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport policy` and its commands about attached policies.
@Command(
        name = "policy",
        header = "Check and test policies; list and attach them.",
        description = "`lint` and `test` need no server.")
final class PolicyCommand {
    private static final Listing POLICIES =
            Listing.of(
                    "policies",
                    "name",
                    "PolicyName",
                    "arn",
                    "Arn",
                    "attachments",
                    "AttachmentCount");

    private final Workbench bench;

    PolicyCommand(Workbench bench) {
        this.bench = bench;
    }

    /// Who has a policy: exactly one of the three.
    static final class Holder {
        @Option(names = "--user", paramLabel = "NAME", description = "A user.")
        private Optional<String> user = Optional.empty();

        @Option(names = "--group", paramLabel = "NAME", description = "A group.")
        private Optional<String> group = Optional.empty();

        @Option(names = "--role", paramLabel = "NAME", description = "A role.")
        private Optional<String> role = Optional.empty();

        /// As IAM's operations are named.
        String kind() {
            if (user.isPresent()) {
                return "User";
            }
            return group.isPresent() ? "Group" : "Role";
        }

        String name() {
            return Stream.of(user, group, role).flatMap(Optional::stream).findFirst().orElseThrow();
        }
    }

    @Command(
            name = "list",
            header = "List managed policies, or those of a user, group or role.",
            footer = {
                "",
                "JSON: {\"policies\": [{name, arn, attachments}]}; of somebody: {policies,"
                        + " inlinePolicies}"
            })
    int list(
            @Mixin GlobalOptions options,
            @ArgGroup @Nullable Holder holder,
            @Option(names = "--all", description = "The shipped ones too.") boolean all) {
        Api api = bench.connect(options).api();
        if (holder != null) {
            ObjectNode json = Api.request();
            Grants.addTo(json, api, holder.kind(), holder.name());
            if (options.json()) {
                bench.report().json(json);
            } else {
                Facts.show(bench.report(), json);
            }
            return 0;
        }
        POLICIES.show(bench.report(), options.json(), managed(api, all ? "All" : "Local"));
        return 0;
    }

    @Command(
            name = "attach",
            header = "Attach a managed policy to a user, group or role.",
            footer = {
                "",
                "JSON: {\"policy\": ARN}",
                "",
                "Example:",
                "  sallyport policy attach ReadOnlyAccess --group auditors"
            })
    int attach(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "POLICY", description = "Its ARN or name.") String policy,
            @ArgGroup(multiplicity = "1") Holder holder) {
        return change(options, policy, holder, "Attach", " attached to ");
    }

    @Command(
            name = "detach",
            header = "Detach a managed policy from a user, group or role.",
            footer = {"", "JSON: {\"policy\": ARN}"})
    int detach(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "POLICY", description = "Its ARN or name.") String policy,
            @ArgGroup(multiplicity = "1") Holder holder) {
        return change(options, policy, holder, "Detach", " detached from ");
    }

    private int change(
            GlobalOptions options, String policy, Holder holder, String verb, String done) {
        Api api = bench.connect(options).api();
        String arn = policy.startsWith("arn:") ? policy : named(api, policy);
        api.iam(
                verb + holder.kind() + "Policy",
                Map.of(holder.kind() + "Name", holder.name(), "PolicyArn", arn));
        if (options.json()) {
            bench.report().json(Api.request().put("policy", arn));
        } else {
            bench.report().note(arn + done + holder.name());
        }
        return 0;
    }

    private static List<Xml> managed(Api api, String scope) {
        return api.iamList("ListPolicies", Map.of("Scope", scope), "Policies");
    }

    private static String named(Api api, String name) {
        List<Xml> all = managed(api, "All");
        return all.stream()
                .filter(policy -> policy.field("PolicyName").equalsIgnoreCase(name))
                .map(policy -> policy.field("Arn"))
                .findFirst()
                .orElseThrow(() ->
                        new Failure(
                                ExitCode.NOT_FOUND,
                                "there is no policy '" + name + "'",
                                "sallyport policy list --all shows what there is"));
    }
}
