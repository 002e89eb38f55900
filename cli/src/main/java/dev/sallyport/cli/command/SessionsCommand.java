package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Table;
import dev.sallyport.cli.output.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport sessions`.
@Command(
        name = "sessions",
        header = "List sessions.",
        description = "Shows the sessions that run, or with --history those that have ended.",
        footer = {
            "",
            "JSON: {\"sessions\": [{id, node, status, owner, document, reason, started, ended,"
                    + " details}]}",
            "",
            "Examples:",
            "  sallyport sessions",
            "  sallyport sessions --history --node mi-0123456789abcdef0",
            "  sallyport play \"$(sallyport sessions --history --json | jq -r '.sessions[0].id')\""
        })
final class SessionsCommand implements Callable<Integer> {
    private static final int PAGE = 200;

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(names = "--history", description = "Sessions that have ended, newest first.")
    private boolean history;

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description = "Only sessions on this node (id or name).")
    private Optional<String> node = Optional.empty();

    @Option(names = "--owner", paramLabel = "ARN", description = "Only sessions of this caller.")
    private Optional<String> owner = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: all that run, 50 of the history).")
    private Optional<Integer> limit = Optional.empty();

    SessionsCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        Workbench.Connection connection = bench.connect(options);
        Api api = connection.api();
        ObjectNode request = Api.request();
        request.put("State", history ? "History" : "Active");
        filters(connection).forEach((key, value) -> add(request, key, value));
        int most = limit.orElse(history ? 50 : Integer.MAX_VALUE);
        List<JsonNode> sessions = sessions(api, request, most);
        Report report = bench.report();
        if (options.json()) {
            ObjectNode document = Api.request();
            document.putArray("sessions")
                    .addAll(sessions.stream().map(SessionsCommand::json).toList());
            report.json(document);
        } else {
            String nothing = history ? "no sessions in the history" : "no sessions are running";
            report.table(table(sessions), nothing);
        }
        return 0;
    }

    private Map<String, String> filters(Workbench.Connection connection) {
        Map<String, String> filters = new LinkedHashMap<>();
        node.ifPresent(name -> filters.put("Target", new Targets(bench, connection).one(name)));
        owner.ifPresent(arn -> filters.put("Owner", arn));
        return filters;
    }

    // A short list is one page: a history can be very long.
    private static List<JsonNode> sessions(Api api, ObjectNode request, int most) {
        request.put("MaxResults", Math.clamp(most, 1, PAGE));
        List<JsonNode> found =
                most <= PAGE
                        ? api.ssm("DescribeSessions", request)
                                .path("Sessions")
                                .valueStream()
                                .toList()
                        : api.ssmPages("DescribeSessions", request, "Sessions");
        return found.stream().limit(most).toList();
    }

    private static void add(ObjectNode request, String key, String value) {
        request.withArray("Filters").addObject().put("key", key).put("value", value);
    }

    private static ObjectNode json(JsonNode session) {
        ObjectNode json = Api.request();
        json.put("id", session.path("SessionId").asString(""));
        json.put("node", session.path("Target").asString(""));
        json.put("status", session.path("Status").asString(""));
        json.put("owner", session.path("Owner").asString(""));
        json.put("document", session.path("DocumentName").asString(""));
        json.put("reason", session.path("Reason").asString(""));
        json.put("started", Times.iso(session.path("StartDate")));
        json.put("ended", Times.iso(session.path("EndDate")));
        json.put("details", session.path("Details").asString(""));
        return json;
    }

    private Table table(List<JsonNode> sessions) {
        Table table =
                new Table("SESSION", "NODE", "STATUS", "OWNER", "DOCUMENT", "STARTED", "LASTED");
        for (JsonNode session : sessions) {
            String owner = session.path("Owner").asString("");
            table.row(
                    session.path("SessionId").asString(""),
                    session.path("Target").asString(""),
                    session.path("Status").asString(""),
                    owner.substring(owner.indexOf('/') + 1),
                    session.path("DocumentName").asString(""),
                    Times.iso(session.path("StartDate")),
                    lasted(session));
        }
        return table;
    }

    private String lasted(JsonNode session) {
        JsonNode end = session.path("EndDate");
        return Times.ago(
                session.path("StartDate"), end.isNumber() ? Times.instant(end) : bench.now());
    }
}
