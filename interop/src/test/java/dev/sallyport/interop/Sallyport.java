package dev.sallyport.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server and a node, started by `scripts/try` in a directory of their own.
public record Sallyport(JsonNode facts) implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The root of the project, whichever module the tests run in.
    public static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isRegularFile(here.resolve("scripts/try")) ? here : here.getParent();
    }

    public static Sallyport start(Path data, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("scripts/try").toString());
        command.addAll(List.of("--detach", "--json", "--port", "0", "--data", data.toString()));
        command.addAll(List.of(more));
        Run run = Run.of(command, Map.of(), "", Duration.ofMinutes(3));
        if (run.status() != 0) {
            throw new IllegalStateException("scripts/try failed: " + run.errors() + run.output());
        }
        return new Sallyport(JSON.readTree(run.output()));
    }

    public String endpoint() {
        return fact("endpoint");
    }

    public String node() {
        return fact("nodeId");
    }

    public Path ca() {
        return Path.of(fact("caFile"));
    }

    public Path data() {
        return Path.of(fact("dataDir"));
    }

    public String fact(String name) {
        return facts.path(name).asString("");
    }

    /// What a user would export, for programs of every kind.
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint());
        variables.put("AWS_REGION", fact("region"));
        variables.put("AWS_DEFAULT_REGION", fact("region"));
        variables.put("AWS_ACCESS_KEY_ID", fact("accessKeyId"));
        variables.put("AWS_SECRET_ACCESS_KEY", fact("secretAccessKey"));
        variables.put("AWS_CA_BUNDLE", ca().toString());
        variables.put("SSL_CERT_FILE", ca().toString());
        variables.put("NODE_EXTRA_CA_CERTS", ca().toString());
        variables.put("AWS_CONFIG_FILE", "/dev/null");
        variables.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        variables.put("AWS_PAGER", "");
        return variables;
    }

    /// Runs our own command line.
    public Run cli(String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/sallyport").toString());
        command.addAll(List.of(arguments));
        return Run.of(command, environment(), input, Duration.ofMinutes(2));
    }

    /// Runs Debian's `aws` CLI, which is older than the endpoint variable.
    public Run aws(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/aws", "--endpoint-url", endpoint()));
        command.addAll(List.of(arguments));
        return Run.of(command, environment(), "", Duration.ofMinutes(2));
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Override
    public void close() throws IOException {
        Run.of(
                List.of(
                        home().resolve("scripts/try").toString(),
                        "--stop",
                        "--data",
                        data().toString()),
                Map.of(),
                "",
                Duration.ofMinutes(1));
    }
}
