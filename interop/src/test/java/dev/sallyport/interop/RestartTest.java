package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The server dies by `kill -9` under a running shell, and comes back.
class RestartTest {
    @TempDir Path data;

    /// DC-39, and the promise that `kill -9` neither loses nor doubles what is recorded.
    @Test
    void aShellOutlivesTheServerAndItsRecordingIsWhole() throws Exception {
        Program server = server("0", "first");
        JsonNode first = awaitFile("first");
        try (Program agent = agent(first)) {
            Map<String, String> environment = environment(first);
            String node = awaitFile("agent").path("nodeId").asString();
            try (Program shell =
                    Program.start(
                            List.of(sallyport(), "shell", node, "--escape", "none"), environment)) {
                shell.type("x=before\n");
                shell.type("echo started-$x\n");
                shell.await("started-before");

                server.kill();
                String port = first.path("endpoint").asString().replaceAll(".*:", "");
                server = server(port, "second");
                awaitFile("second");
                shell.type("echo survived-$x\n");
                shell.await("survived-before");
                shell.type("exit\n");
                assertThat(shell.awaitEnd()).as(shell.output()).isZero();
            }
            assertThat(agent.isAlive()).isTrue();
            theRecordingHoldsBothHalvesOnce(environment);
        } finally {
            server.close();
        }
    }

    private static void theRecordingHoldsBothHalvesOnce(Map<String, String> environment)
            throws IOException {
        Run list =
                Run.of(
                        List.of(sallyport(), "sessions", "--history", "--json"),
                        environment,
                        "",
                        Duration.ofMinutes(1));
        String session =
                Sallyport.json(list.output()).path("sessions").get(0).path("id").asString();
        Run play =
                Run.of(
                        List.of(sallyport(), "play", session, "--text"),
                        environment,
                        "",
                        Duration.ofMinutes(1));
        assertThat(play.output()).containsOnlyOnce("started-before\r\n");
        assertThat(play.output()).containsOnlyOnce("survived-before\r\n");
    }

    private static String sallyport() {
        return Sallyport.home().resolve("bin/sallyport").toString();
    }

    private Program server(String port, String ready) throws IOException {
        return Program.start(
                List.of(
                        sallyport(),
                        "server",
                        "--data",
                        data.resolve("server").toString(),
                        "--port",
                        port,
                        "--first-start",
                        data.resolve("account").toString(),
                        "--ready-file",
                        data.resolve(ready).toString()),
                Map.of());
    }

    private Program agent(JsonNode ready) throws IOException {
        JsonNode account = awaitFile("account");
        return Program.start(
                List.of(
                        sallyport(),
                        "agent",
                        "run",
                        "--data",
                        data.resolve("node").toString(),
                        "--server",
                        ready.path("endpoint").asString(),
                        "--ca",
                        ready.path("caFile").asString(),
                        "--region",
                        ready.path("region").asString(),
                        "--id",
                        account.path("activationId").asString(),
                        "--code",
                        account.path("activationCode").asString(),
                        "--sudo",
                        "off",
                        "--ready-file",
                        data.resolve("agent").toString()),
                Map.of());
    }

    private JsonNode awaitFile(String name) throws IOException {
        Path file = data.resolve(name);
        Waiting.until(
                () -> Files.exists(file), Duration.ofSeconds(60), () -> name + " did not come");
        return Sallyport.json(Files.readString(file));
    }

    private Map<String, String> environment(JsonNode ready) throws IOException {
        JsonNode account = awaitFile("account");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", ready.path("endpoint").asString());
        variables.put("AWS_REGION", ready.path("region").asString());
        variables.put("AWS_CA_BUNDLE", ready.path("caFile").asString());
        variables.put("AWS_ACCESS_KEY_ID", account.path("accessKeyId").asString());
        variables.put("AWS_SECRET_ACCESS_KEY", account.path("secretAccessKey").asString());
        return variables;
    }
}
