package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport revoke`.
@Command(
        name = "revoke",
        header = "Shut a user out at once, or let the user in again.",
        description = {
            "Attaches an inline policy `SallyportRevoked` that denies everything: calls fail from"
                    + " now on, whatever credentials sign them, and running sessions end within"
                    + " seconds. Then it disables the user's access keys, and ends sessions that the"
                    + " server has not. Nothing is deleted.",
            "",
            "--undo takes the policy away and enables the keys that revoke disabled: it remembers"
                    + " them in the user's tag `sallyport:revoked-keys`.",
            "",
            "Roles that the user has assumed fall with the keys: their credentials stand on the"
                    + " key they were asked for with."
        },
        footer = {
            "",
            "JSON: {user, revoked, keys, sessions}",
            "",
            "Examples:",
            "  sallyport revoke alice",
            "  sallyport revoke alice --undo"
        })
final class RevokeCommand implements Callable<Integer> {
    private static final String POLICY = "SallyportRevoked";
    private static final String TAG = "sallyport:revoked-keys";
    private static final String DENY_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"SallyportRevoked\","
                    + "\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    // The server reviews running sessions about once a second.
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LOOKS = 20;

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "USER", description = "The user's name.")
    private String user = "";

    @Option(names = "--undo", description = "Let the user in again.")
    private boolean undo;

    @Option(names = "--force", description = "Even if it is you.")
    private boolean force;

    RevokeCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws InterruptedException {
        Api api = bench.connect(options).api();
        UserDirectory users = new UserDirectory(api);
        String arn = users.user(Optional.of(user)).field("Arn");
        if (undo) {
            undo(api, users);
        } else {
            revoke(api, users, arn);
        }
        return 0;
    }

    private void revoke(Api api, UserDirectory users, String arn) throws InterruptedException {
        boolean self = api.sts("GetCallerIdentity", Map.of()).field("Arn").equals(arn);
        if (self && !force) {
            throw new Failure(
                    ExitCode.USAGE, "that is you: you could not undo it", "--force does it anyway");
        }
        List<String> running = sessions(api, arn);
        // First what stops everything; the rest is tidying up, and can be run again.
        api.iam(
                "PutUserPolicy",
                Map.of("UserName", user, "PolicyName", POLICY, "PolicyDocument", DENY_ALL));
        List<String> keys = disable(users, self);
        List<String> ended = end(api, arn, running);
        tell(true, keys, ended);
    }

    private List<String> disable(UserDirectory users, boolean self) {
        List<String> active =
                users.keys(Optional.of(user)).stream()
                        .filter(UserDirectory.Key::active)
                        .map(UserDirectory.Key::id)
                        .toList();
        if (active.isEmpty() || self) {
            // Who has just shut itself out cannot do more.
            return List.of();
        }
        // Remembered before it is done, so that whatever was done can be undone.
        Set<String> all = new LinkedHashSet<>(remembered(users));
        all.addAll(active);
        users.tag(user, Map.of(TAG, String.join(" ", all)));
        active.forEach(key -> users.setActive(Optional.of(user), key, false));
        return active;
    }

    private List<String> remembered(UserDirectory users) {
        return Stream.of(users.tags(user).getOrDefault(TAG, "").split(" ", -1))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    private static List<String> sessions(Api api, String arn) {
        ObjectNode request = Api.request().put("State", "Active");
        request.putArray("Filters").addObject().put("key", "Owner").put("value", arn);
        return api.ssmPages("DescribeSessions", request, "Sessions").stream()
                .map((JsonNode session) -> session.path("SessionId").asString(""))
                .toList();
    }

    /// Waits until the server has ended them, and ends what is left.
    private List<String> end(Api api, String arn, List<String> before) throws InterruptedException {
        Set<String> all = new LinkedHashSet<>(before);
        // One may have begun while the policy was put.
        List<String> left = sessions(api, arn);
        all.addAll(left);
        for (int looks = 0; looks < LOOKS && !left.isEmpty(); looks++) {
            bench.world().clocks().sleeper().sleep(PAUSE);
            left = sessions(api, arn);
            all.addAll(left);
        }
        left.forEach(id -> api.ssm("TerminateSession", Api.request().put("SessionId", id)));
        return new ArrayList<>(all);
    }

    private void undo(Api api, UserDirectory users) {
        List<String> marked = remembered(users);
        boolean denied =
                api.iamList("ListUserPolicies", Map.of("UserName", user), "PolicyNames").stream()
                        .anyMatch(name -> name.text().strip().equals(POLICY));
        if (!denied && marked.isEmpty()) {
            throw new Failure(ExitCode.NOT_FOUND, "'" + user + "' is not revoked");
        }
        List<String> present =
                users.keys(Optional.of(user)).stream().map(UserDirectory.Key::id).toList();
        List<String> keys = marked.stream().filter(present::contains).toList();
        keys.forEach(key -> users.setActive(Optional.of(user), key, true));
        if (denied) {
            api.iam("DeleteUserPolicy", Map.of("UserName", user, "PolicyName", POLICY));
        }
        if (!marked.isEmpty()) {
            users.untag(user, List.of(TAG));
        }
        tell(false, keys, List.of());
    }

    private void tell(boolean revoked, List<String> keys, List<String> sessions) {
        Report report = bench.report();
        if (options.json()) {
            ObjectNode json = Api.request().put("user", user).put("revoked", revoked);
            keys.forEach(json.putArray("keys")::add);
            sessions.forEach(json.putArray("sessions")::add);
            report.json(json);
            return;
        }
        report.note(
                revoked
                        ? "user " + user + " may do nothing any more (policy " + POLICY + ")"
                        : "user " + user + " is let in again (policy " + POLICY + " removed)");
        keys.forEach(key -> report.note((revoked ? "  disabled " : "  enabled  ") + key));
        sessions.forEach(id -> report.note("  ended    " + id));
    }
}
