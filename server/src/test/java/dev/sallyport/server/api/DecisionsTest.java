package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.People;
import dev.sallyport.server.access.PlainThings;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.api.sallyport.DecisionReads;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DecisionsTest {
    private static final AccountId ACME = new AccountId("111122223333");
    private static final String WEB =
            "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0";
    private static final Caller ALICE =
            new Caller.User(ACME, "alice", "AIDAALICE", "AKIAALICE", Map.of());
    private static final String ONLY_BY_TLS =
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"ByTls","Effect":"Allow",
            "Action":"ssm:StartSession","Resource":"*",
            "Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}
            """;
    private static final String READER =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Action":"sallyport:GetDecision","Resource":"*"}]}
            """;

    private final People people = new People().user("AIDAALICE", ONLY_BY_TLS);
    private final PolicyAccess access = new PolicyAccess(people, new PlainThings());
    private final Decisions decisions = new Decisions(access, access::explain);

    private static Question start(boolean secure) {
        Instant noon = Instant.parse("2030-01-01T12:00:00Z");
        return new Question(
                ALICE,
                "ssm:StartSession",
                Aim.at(WEB),
                Circumstances.now(noon, "192.0.2.1", "test", secure, "us-east-1"));
    }

    private JsonNode read(String id) {
        PathRoutes.Builder routes = PathRoutes.builder();
        new DecisionReads(decisions).register(routes);
        String path = "/sallyport/v1/decisions/" + id;
        PathRoutes.Match match = routes.build().find("GET", path).orElseThrow();
        Call call = Counter.overPlainHttp(Instant.EPOCH, "sp.example");
        HttpRequest request =
                new HttpRequest(
                        "GET", path, "", List.of(), Bytes.EMPTY, new InetSocketAddress(0), true);
        return JsonMapper.shared()
                .readTree(
                        match.route()
                                .handler()
                                .handle(call, request, match.variable())
                                .body()
                                .toUtf8());
    }

    @Test
    void tellsWhichConditionFailed() {
        decisions.decide("request-1", start(false));

        JsonNode made = read("request-1");

        assertThat(made.path("caller").stringValue())
                .isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(made.path("decision").stringValue()).isEqualTo("Deny");
        assertThat(made.path("reason").stringValue())
                .startsWith("User: arn:aws:iam::111122223333:user/alice is not authorized");
        JsonNode statement = made.path("resources").path(0).path("statements").path(0);
        assertThat(statement.path("sid").stringValue()).isEqualTo("ByTls");
        assertThat(statement.path("matched").booleanValue()).isFalse();
        assertThat(statement.path("failed").path(0).toString())
                .isEqualTo(
                        "{\"operator\":\"Bool\",\"key\":\"aws:SecureTransport\","
                                + "\"wanted\":[\"true\"],\"seen\":[\"false\"]}");
    }

    @Test
    void tellsWhichStatementAllowed() {
        decisions.decide("request-1", start(true));

        JsonNode made = read("request-1");

        assertThat(made.path("decision").stringValue()).isEqualTo("Allow");
        assertThat(made.at("/resources/0/statements/0/matched").booleanValue()).isTrue();
    }

    @Test
    void saysWhenItWouldBeOtherwiseNow() {
        decisions.decide("request-1", start(false));
        people.administrator("AIDAALICE");

        assertThat(read("request-1").path("decision").stringValue()).isEqualTo("Deny");
        assertThat(read("request-1").path("now").stringValue()).isEqualTo("Allow");
    }

    @Test
    void knowsNothingOfOtherRequests() {
        assertThatThrownBy(() -> read("request-2"))
                .isInstanceOf(ServiceFault.class)
                .hasMessageContaining("request-2");
    }

    @Test
    void keepsTheReasonFromWhoMayNotReadIt() {
        assertThat(decisions.hints(start(false))).isEmpty();
    }

    @Test
    void tellsTheReasonToWhoMayReadIt() {
        people.user("AIDAALICE", ONLY_BY_TLS, READER);

        assertThat(decisions.hints(start(false)))
                .contains(
                        "ByTls would allow it but for Bool aws:SecureTransport: wanted true, seen"
                                + " false");
    }

    @Test
    void keepsTheLastOnesOnlyAndRefusalsApart() {
        decisions.decide("refused", start(false));
        for (int i = 0; i < 6_000; i++) {
            decisions.decide("allowed-" + i, start(true));
        }

        assertThat(decisions.find("refused")).isPresent();
        assertThat(decisions.find("allowed-0")).isEmpty();
        assertThat(decisions.find("allowed-5999")).isPresent();
    }

    @Test
    void doesNotRememberWhatNodesMayDoEveryDay() {
        NodeId web = new NodeId("mi-0123456789abcdef0");
        Caller node = new Caller.NodeRole(ACME, web, "Nodes", "AROANODES", "ASIANODE");
        Question chore =
                new Question(
                        node,
                        "ssm:UpdateInstanceInformation",
                        Aim.at(WEB),
                        start(true).circumstances());

        assertThat(decisions.decide("chore", chore)).isInstanceOf(Decision.Allow.class);
        assertThat(decisions.find("chore")).isEmpty();
    }
}
