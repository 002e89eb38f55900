package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport documents`, with its listing and its `get`.
@Command(
        name = "documents",
        header = "List documents, or print one.",
        description = "Documents say what a session does: which shell, as whom, for how long.",
        footer = {
            "",
            "JSON: {\"documents\": [{name, type, owner, format, schemaVersion, version,"
                    + " platforms}]}"
        })
final class DocumentsCommand implements Callable<Integer> {
    private static final int PAGE = 50;

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only this type: Session, Command, ...")
    private Optional<String> type = Optional.empty();

    @Option(names = "--own", description = "Only the account's own, not the shipped ones.")
    private boolean own;

    DocumentsCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(
            name = "list",
            header = "List documents.",
            description = "The same as `sallyport documents` alone.")
    int listCommand(@Mixin GlobalOptions given) {
        return list(given);
    }

    @Command(
            name = "get",
            header = "Print a document's content.",
            description = "Prints the content exactly as it is stored.",
            footer = {"", "JSON: {name, type, format, version, status, content}"})
    int get(
            @Mixin GlobalOptions given,
            @Parameters(paramLabel = "NAME", description = "The document's name.") String name,
            @Option(
                            names = "--document-version",
                            paramLabel = "VERSION",
                            defaultValue = "$DEFAULT",
                            description = "A number, $$LATEST or $$DEFAULT (default).")
                    String version) {
        JsonNode document =
                bench.connect(given)
                        .api()
                        .ssm(
                                "GetDocument",
                                Api.request().put("Name", name).put("DocumentVersion", version));
        if (given.json()) {
            ObjectNode json = Api.request();
            json.put("name", document.path("Name").asString(""));
            json.put("type", document.path("DocumentType").asString(""));
            json.put("format", document.path("DocumentFormat").asString(""));
            json.put("version", document.path("DocumentVersion").asString(""));
            json.put("status", document.path("Status").asString(""));
            json.put("content", document.path("Content").asString(""));
            bench.report().json(json);
        } else {
            bench.report().verbatim(document.path("Content").asString(""));
        }
        return 0;
    }

    private int list() {
        return list(options);
    }

    private int list(GlobalOptions given) {
        ObjectNode request = Api.request().put("MaxResults", PAGE);
        type.ifPresent(wanted -> filter(request, "DocumentType", wanted));
        if (own) {
            filter(request, "Owner", "Self");
        }
        List<JsonNode> documents =
                bench.connect(given)
                        .api()
                        .ssmPages("ListDocuments", request, "DocumentIdentifiers");
        Report report = bench.report();
        if (given.json()) {
            ObjectNode all = Api.request();
            all.putArray("documents")
                    .addAll(documents.stream().map(DocumentsCommand::json).toList());
            report.json(all);
        } else {
            report.table(table(documents), "no documents");
        }
        return 0;
    }

    private static void filter(ObjectNode request, String key, String value) {
        ObjectNode filter = request.withArray("Filters").addObject().put("Key", key);
        filter.putArray("Values").add(value);
    }

    private static ObjectNode json(JsonNode document) {
        ObjectNode json = Api.request();
        json.put("name", document.path("Name").asString(""));
        json.put("type", document.path("DocumentType").asString(""));
        json.put("owner", document.path("Owner").asString(""));
        json.put("format", document.path("DocumentFormat").asString(""));
        json.put("schemaVersion", document.path("SchemaVersion").asString(""));
        json.put("version", document.path("DocumentVersion").asString(""));
        document.path("PlatformTypes").forEach(json.putArray("platforms")::add);
        return json;
    }

    private static Table table(List<JsonNode> documents) {
        Table table = new Table("NAME", "TYPE", "OWNER", "FORMAT", "VERSION");
        for (JsonNode document : documents) {
            table.row(
                    document.path("Name").asString(""),
                    document.path("DocumentType").asString(""),
                    document.path("Owner").asString(""),
                    document.path("DocumentFormat").asString(""),
                    document.path("DocumentVersion").asString(""));
        }
        return table;
    }
}
