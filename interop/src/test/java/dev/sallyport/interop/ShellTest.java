package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whole shells: started by the AWS SDK for Java, carried by the npm package `ssm-session`,
/// replayed by our own command line.
@ExtendWith(SharedSallyport.class)
class ShellTest {
    private static final Path JS = Sallyport.home().resolve("interop/src/test/js");
    private static final int BATCH = 10;
    private static final int BATCHES = 10;

    @TempDir Path transcripts;

    @BeforeAll
    static void installTheClient() throws Exception {
        Run npm =
                Run.of(
                        List.of("npm", "--prefix", JS.toString(), "ci", "--no-audit", "--no-fund"),
                        Map.of(),
                        "",
                        Duration.ofMinutes(3));
        assertThat(npm.status()).as(npm.errors()).isZero();
    }

    /// DC-09, DC-10, DC-11: prompt, echo, end, and no frame repeated more than four times.
    @Test
    void hundredOfHundredStartEchoAndEnd(Sallyport sallyport) throws Exception {
        List<JsonNode> results = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            results.addAll(shells(sallyport, BATCH));
        }

        assertThat(results).hasSize(BATCH * BATCHES);
        assertThat(results)
                .allSatisfy(result -> {
                    assertThat(result.path("echoed").asBoolean()).as("%s", result).isTrue();
                    assertThat(result.path("ended").asBoolean()).as("%s", result).isTrue();
                    assertThat(result.path("mostRepeats").asInt()).isLessThanOrEqualTo(4);
                });
    }

    @Test
    void theReplayIsByteForByteWhatTheClientGot(Sallyport sallyport) throws Exception {
        String session = shells(sallyport, 1).getFirst().path("sessionId").asString();

        Run play = sallyport.cli("", "play", session, "--text");

        assertThat(play.status()).as(play.errors()).isZero();
        assertThat(play.output())
                .isEqualTo(Files.readString(transcripts.resolve(session + ".out")));
        assertThat(play.output()).contains("äöü-漢-🙂");
    }

    private List<JsonNode> shells(Sallyport sallyport, int count) throws Exception {
        List<Map<String, String>> answers = new ArrayList<>();
        try (SsmClient ssm = Sdk.ssm(sallyport)) {
            for (int i = 0; i < count; i++) {
                var started = ssm.startSession(r -> r.target(sallyport.node()));
                Map<String, String> answer = new LinkedHashMap<>();
                answer.put("SessionId", started.sessionId());
                answer.put("TokenValue", started.tokenValue());
                answer.put("StreamUrl", started.streamUrl());
                answers.add(answer);
            }
        }
        Run run =
                Run.of(
                        List.of(
                                "node",
                                JS.resolve("shells.mjs").toString(),
                                transcripts.toString()),
                        sallyport.environment(),
                        JsonMapper.shared().writeValueAsString(answers),
                        Duration.ofMinutes(2));
        assertThat(run.status()).as(run.errors()).isZero();
        return run.output().lines().map(Sallyport::json).toList();
    }
}
