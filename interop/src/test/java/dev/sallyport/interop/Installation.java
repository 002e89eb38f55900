package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A server and a node of one test's own, to be killed and starved as it likes. Data lie in
/// `server` and `node` below its folder.
public final class Installation implements AutoCloseable {
    private final Path folder;
    private final List<String> settings;
    private final JsonNode first;
    private final String endpoint;
    private Program server;
    private final Program agent;
    private final Map<String, String> environment;

    private Installation(Path folder, UnaryOperator<String> way, List<String> settings)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.server = server("0", "first");
        this.first = awaitFile("first");
        this.endpoint = way.apply(first.path("endpoint").asString());
        this.environment = environment(awaitFile("account"));
        this.agent = agent(awaitFile("account"));
    }

    /// @param settings more arguments for the server
    public static Installation start(Path folder, String... settings) throws IOException {
        return new Installation(folder, UnaryOperator.identity(), List.of(settings));
    }

    /// The node and every client reach the server by `line`.
    static Installation startBehind(CutLine line, Path folder) throws IOException {
        return new Installation(folder, line::to, List.of());
    }

    /// As `kill -9`, and a start with the same data on the same port.
    void killAndRestartServer() throws IOException {
        server.kill();
        server = server(first.path("endpoint").asString().replaceAll(".*:", ""), "second");
        awaitFile("second");
    }

    /// What `scripts/try` would print, so that this server can be used as those it starts.
    public Sallyport asSallyport() throws IOException {
        ObjectNode facts = JsonMapper.shared().createObjectNode();
        facts.setAll((ObjectNode) first);
        facts.setAll((ObjectNode) awaitFile("account"));
        facts.setAll((ObjectNode) awaitFile("agent"));
        return new Sallyport(facts.put("dataDir", folder.toString()));
    }

    boolean agentIsAlive() {
        return agent.isAlive();
    }

    public String node() throws IOException {
        return awaitFile("agent").path("nodeId").asString();
    }

    /// An interactive shell on the node, by our own command line.
    Program shell() throws IOException {
        return start("shell", node(), "--escape", "none");
    }

    /// Our own command line beside the test, with nothing to read but what is typed.
    Program start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(sallyport()));
        command.addAll(List.of(arguments));
        return Program.start(command, environment);
    }

    Run cli(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(sallyport()));
        command.addAll(List.of(arguments));
        return Run.of(command, environment, "", Duration.ofMinutes(2));
    }

    /// The ids of all sessions that are over.
    List<String> sessions() throws IOException {
        List<String> ids = new ArrayList<>();
        String list = cli("sessions", "--history", "--json").output();
        for (JsonNode session : Sallyport.json(list).path("sessions")) {
            ids.add(session.path("id").asString());
        }
        return ids;
    }

    private static String sallyport() {
        return Sallyport.home().resolve("bin/sallyport").toString();
    }

    private Program server(String port, String ready) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                sallyport(),
                                "server",
                                "--data",
                                folder.resolve("server").toString(),
                                "--port",
                                port,
                                "--first-start",
                                folder.resolve("account").toString(),
                                "--ready-file",
                                folder.resolve(ready).toString()));
        command.addAll(settings);
        return Program.start(command, Map.of());
    }

    private Program agent(JsonNode account) throws IOException {
        return Program.start(
                List.of(
                        sallyport(),
                        "agent",
                        "run",
                        "--data",
                        folder.resolve("node").toString(),
                        "--server",
                        endpoint,
                        "--ca",
                        first.path("caFile").asString(),
                        "--region",
                        first.path("region").asString(),
                        "--id",
                        account.path("activationId").asString(),
                        "--code",
                        account.path("activationCode").asString(),
                        "--sudo",
                        "off",
                        "--ready-file",
                        folder.resolve("agent").toString()),
                Map.of());
    }

    private JsonNode awaitFile(String name) throws IOException {
        Path file = folder.resolve(name);
        Waiting.until(
                () -> Files.exists(file),
                Duration.ofSeconds(60),
                () -> name + " did not come: " + server.output());
        return Sallyport.json(Files.readString(file));
    }

    private Map<String, String> environment(JsonNode account) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint);
        variables.put("AWS_REGION", first.path("region").asString());
        variables.put("AWS_CA_BUNDLE", first.path("caFile").asString());
        variables.put("AWS_ACCESS_KEY_ID", account.path("accessKeyId").asString());
        variables.put("AWS_SECRET_ACCESS_KEY", account.path("secretAccessKey").asString());
        return variables;
    }

    @Override
    public void close() {
        agent.close();
        server.close();
        assertThat(server.isAlive()).isFalse();
    }
}
