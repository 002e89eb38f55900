package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Table;
import dev.sallyport.cli.output.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport nodes`.
@Command(
        name = "nodes",
        header = "List the managed nodes.",
        description = {
            "Shows every node of the account: its name (the Name tag, or the name its activation"
                    + " gave), whether its agent is connected, and what it runs on."
        },
        footer = {
            "",
            "JSON: {\"nodes\": [{id, name, computerName, status, platform, platformVersion,"
                    + " agentVersion, ipAddress, lastPing, registered, activationId, role}]}",
            "",
            "Examples:",
            "  sallyport nodes --online",
            "  sallyport nodes --tag team=web --json | jq -r '.nodes[].id'"
        })
final class NodesCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(names = "--online", description = "Only nodes whose agent is connected.")
    private boolean online;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Only nodes with this tag. May be given more than once.")
    private final Map<String, String> tags = new LinkedHashMap<>();

    NodesCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        NodeList list = new NodeList(bench.connect(options).api());
        List<NodeList.Described> nodes =
                (tags.isEmpty() ? list.all() : list.tagged(tags))
                        .stream().filter(node -> !online || node.entry().online()).toList();
        Report report = bench.report();
        if (options.json()) {
            ObjectNode document = Api.request();
            document.putArray("nodes").addAll(nodes.stream().map(NodesCommand::json).toList());
            report.json(document);
        } else {
            report.table(
                    table(nodes), "no nodes; sallyport activation create makes a code for one");
        }
        return 0;
    }

    private static ObjectNode json(NodeList.Described node) {
        JsonNode facts = node.facts();
        ObjectNode json = Api.request();
        json.put("id", node.entry().id());
        json.put("name", node.entry().name());
        json.put("computerName", node.entry().computerName());
        json.put("status", facts.path("PingStatus").asString(""));
        json.put("platform", facts.path("PlatformName").asString(""));
        json.put("platformVersion", facts.path("PlatformVersion").asString(""));
        json.put("agentVersion", facts.path("AgentVersion").asString(""));
        json.put("ipAddress", facts.path("IPAddress").asString(""));
        json.put("lastPing", Times.iso(facts.path("LastPingDateTime")));
        json.put("registered", Times.iso(facts.path("RegistrationDate")));
        json.put("activationId", facts.path("ActivationId").asString(""));
        json.put("role", facts.path("IamRole").asString(""));
        return json;
    }

    private Table table(List<NodeList.Described> nodes) {
        Table table =
                new Table("NAME", "ID", "STATUS", "COMPUTER", "PLATFORM", "ADDRESS", "LAST PING");
        for (NodeList.Described node : nodes) {
            JsonNode facts = node.facts();
            String platform =
                    facts.path("PlatformName").asString("")
                            + " "
                            + facts.path("PlatformVersion").asString("");
            table.row(
                    node.entry().name(),
                    node.entry().id(),
                    facts.path("PingStatus").asString(""),
                    node.entry().computerName(),
                    platform.strip(),
                    facts.path("IPAddress").asString(""),
                    Times.ago(facts.path("LastPingDateTime"), bench.now()));
        }
        return table;
    }
}
