package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport whoami`.
@Command(
        name = "whoami",
        header = "Show who the server takes you for.",
        footer = {"", "JSON: {account, arn, userId, accessKeyId, endpoint, region}"})
final class WhoamiCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    WhoamiCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        Workbench.Connection connection = bench.connect(options);
        Map<String, String> request = new LinkedHashMap<>();
        request.put("Action", "GetCallerIdentity");
        request.put("Version", "2011-06-15");
        Xml answer = connection.api().query("sts", request);
        ObjectNode json = Api.request();
        json.put("account", answer.find("Account").orElse(""));
        json.put("arn", answer.find("Arn").orElse(""));
        json.put("userId", answer.find("UserId").orElse(""));
        json.put("accessKeyId", connection.settings().signingKey().accessKeyId());
        json.put("endpoint", connection.settings().endpoint("sts").toString());
        json.put("region", connection.settings().region());
        if (options.json()) {
            bench.report().json(json);
        } else {
            json.properties()
                    .forEach(field ->
                            bench.report()
                                    .line(
                                            "%-12s %s"
                                                    .formatted(
                                                            field.getKey(),
                                                            field.getValue().asString())));
        }
        return 0;
    }
}
