package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Table;
import dev.sallyport.cli.output.Times;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport activation list`.
@Command(
        name = "list",
        header = "List activations.",
        footer = {
            "",
            "JSON: {\"activations\": [{id, name, description, role, limit, registered, expires,"
                    + " expired, created}]}"
        })
final class ActivationListCommand implements Callable<Integer> {
    private static final int PAGE = 50;

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    ActivationListCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        List<JsonNode> activations =
                bench.connect(options)
                        .api()
                        .ssmPages(
                                "DescribeActivations",
                                Api.request().put("MaxResults", PAGE),
                                "ActivationList");
        Report report = bench.report();
        if (options.json()) {
            ObjectNode document = Api.request();
            document.putArray("activations")
                    .addAll(activations.stream().map(ActivationListCommand::json).toList());
            report.json(document);
        } else {
            report.table(table(activations), "no activations");
        }
        return 0;
    }

    private static ObjectNode json(JsonNode activation) {
        ObjectNode json = Api.request();
        json.put("id", activation.path("ActivationId").asString(""));
        json.put("name", activation.path("DefaultInstanceName").asString(""));
        json.put("description", activation.path("Description").asString(""));
        json.put("role", activation.path("IamRole").asString(""));
        json.put("limit", activation.path("RegistrationLimit").asInt(0));
        json.put("registered", activation.path("RegistrationsCount").asInt(0));
        json.put("expires", Times.iso(activation.path("ExpirationDate")));
        json.put("expired", activation.path("Expired").asBoolean(false));
        json.put("created", Times.iso(activation.path("CreatedDate")));
        return json;
    }

    private static Table table(List<JsonNode> activations) {
        Table table = new Table("ID", "NAME", "ROLE", "USED", "STATE", "EXPIRES", "DESCRIPTION");
        for (JsonNode activation : activations) {
            table.row(
                    activation.path("ActivationId").asString(""),
                    activation.path("DefaultInstanceName").asString(""),
                    activation.path("IamRole").asString(""),
                    activation.path("RegistrationsCount").asInt(0)
                            + "/"
                            + activation.path("RegistrationLimit").asInt(0),
                    activation.path("Expired").asBoolean(false) ? "expired" : "active",
                    Times.iso(activation.path("ExpirationDate")),
                    activation.path("Description").asString(""));
        }
        return table;
    }
}
