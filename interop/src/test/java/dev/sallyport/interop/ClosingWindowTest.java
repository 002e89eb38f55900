package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A shell under a policy that ends soon: its user hears of it, works on, and is shown out.
@ExtendWith(SharedSallyport.class)
class ClosingWindowTest {
    private static final String USER = "nightshift";
    private static final String WINDOW = "until-the-end-of-the-shift";

    @Test
    void isAnnouncedOnTheTerminalAndEndsTheShell(Sallyport sallyport) throws Exception {
        Instant end = Instant.now().plusSeconds(240).truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> user = userUntil(sallyport, end);
        String notice =
                "\r\n[sallyport] Your permission for this session ends at %s UTC.\r\n"
                        .formatted(end.toString().substring(11, 19));

        try (Program shell =
                Program.start(
                        List.of(
                                Sallyport.home().resolve("bin/sallyport").toString(),
                                "shell",
                                sallyport.node()),
                        user)) {
            shell.await(notice);
            shell.type("echo $((6*7))-goes-on\n");
            shell.await("42-goes-on");

            aws(sallyport, "delete-user-policy", "--user-name", USER, "--policy-name", WINDOW);
            shell.await("Your permission for this session has ended.");
            shell.awaitEnd();
        }

        Run play = sallyport.cli("", "play", session(sallyport), "--text");
        assertThat(play.output()).containsOnlyOnce(notice).contains("42-goes-on");
    }

    private static Map<String, String> userUntil(Sallyport sallyport, Instant end)
            throws Exception {
        aws(sallyport, "create-user", "--user-name", USER);
        aws(
                sallyport,
                "put-user-policy",
                "--user-name",
                USER,
                "--policy-name",
                WINDOW,
                "--policy-document",
                """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ssm:*",
                 "Resource": "*",
                 "Condition": {"DateLessThan": {"aws:CurrentTime": "%s"}}}]}
                """
                        .formatted(end));
        JsonNode key =
                Sallyport.json(aws(sallyport, "create-access-key", "--user-name", USER))
                        .path("AccessKey");
        Map<String, String> variables = new LinkedHashMap<>(sallyport.environment());
        variables.put("AWS_ACCESS_KEY_ID", key.path("AccessKeyId").asString());
        variables.put("AWS_SECRET_ACCESS_KEY", key.path("SecretAccessKey").asString());
        return variables;
    }

    private static String aws(Sallyport sallyport, String operation, String... arguments)
            throws Exception {
        String[] all = new String[arguments.length + 4];
        all[0] = "iam";
        all[1] = operation;
        all[2] = "--output";
        all[3] = "json";
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        Run run = sallyport.aws(all);
        assertThat(run.status()).as(run.errors()).isZero();
        return run.output();
    }

    private static String session(Sallyport sallyport) throws Exception {
        Run run =
                sallyport.aws(
                        "ssm",
                        "describe-sessions",
                        "--state",
                        "History",
                        "--output",
                        "json",
                        "--query",
                        "Sessions[?contains(Owner, '" + USER + "')]");
        return Sallyport.json(run.output()).path(0).path("SessionId").asString();
    }
}
