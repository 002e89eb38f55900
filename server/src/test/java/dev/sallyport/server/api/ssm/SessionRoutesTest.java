package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.api.NodeRig.assertFault;
import static dev.sallyport.server.sessions.World.NOON;
import static dev.sallyport.server.sessions.World.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.DescribeSessionsRequest;
import dev.sallyport.server.api.ssm.model.DescribeSessionsResponse;
import dev.sallyport.server.api.ssm.model.Session;
import dev.sallyport.server.api.ssm.model.SessionFilter;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.StartSessionRequest;
import dev.sallyport.server.api.ssm.model.StartSessionResponse;
import dev.sallyport.server.api.ssm.model.TerminateSessionRequest;
import dev.sallyport.server.sessions.EndCause;
import dev.sallyport.server.sessions.SessionState;
import dev.sallyport.server.sessions.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRoutesTest {
    private static final ResourceNames NAMES = new ResourceNames("us-east-1", Counter.ACME);

    private final World world = new World();
    private final SessionRoutes handlers =
            new SessionRoutes(
                    world.sessions, world.reviews, NAMES, SessionRoutes.DocumentCheck.CLASSIC);
    private final Counter counter = counter();

    private Counter counter() {
        Routes.Builder routes = Routes.builder();
        handlers.addTo(routes);
        new SessionListRoutes(world.sessions, new PageTokens(Bytes.ofUtf8("a key for pages")))
                .addTo(routes);
        return new Counter(routes.build(), () -> world.now);
    }

    private StartSessionResponse start(StartSessionRequest request) {
        return counter.call(ADMIN, Ssm.START_SESSION, request);
    }

    private static StartSessionRequest to(String target) {
        return StartSessionRequest.builder().target(target).build();
    }

    private List<Session> list(String state, SessionFilter... filters) {
        return counter.call(
                        ADMIN,
                        Ssm.DESCRIBE_SESSIONS,
                        DescribeSessionsRequest.builder()
                                .state(state)
                                .filters(List.of(filters))
                                .build())
                .sessions();
    }

    @Test
    void startsASession() {
        StartSessionResponse reply = start(to(WEB.value()));

        String id = reply.sessionId().orElseThrow();
        assertThat(id).matches("admin-[a-z2-7]{26}");
        assertThat(reply.streamUrl())
                .contains("wss://sp.example/v1/data-channel/" + id + "?role=publish_subscribe");
        assertThat(reply.tokenValue().orElseThrow()).hasSizeBetween(40, 300);
        assertThat(reply.toString()).doesNotContain(reply.tokenValue().orElseThrow());
    }

    @Test
    void sendsThePlainPortsClientBackToIt() {
        var call = Counter.overPlainHttp(NOON, "127.0.0.1:8080");

        assertThat(SessionRoutes.streamUrl(call, new SessionId("a@b+c=d,e-x")))
                .isEqualTo(
                        "ws://127.0.0.1:8080/v1/data-channel/a%40b%2Bc%3Dd%2Ce-x"
                                + "?role=publish_subscribe");
    }

    @Test
    void saysThatATargetIsNotConnected() {
        assertThatThrownBy(() -> start(to("mi-00000000000000000")))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo("TargetNotConnected");
                            assertThat(fault.text())
                                    .isEqualTo("mi-00000000000000000 is not connected.");
                        });
    }

    @Test
    void namesTheErrorOfADocument() {
        assertFault("InvalidDocument", () -> start(with("Nothing", Map.of())));
        assertFault("InvalidDocument", () -> start(with("AWS-RunShellScript", Map.of())));
        assertFault(
                "ValidationException",
                () -> start(with("AWS-StartSSHSession", Map.of("portNumber", List.of("8010:")))));
    }

    private static StartSessionRequest with(String document, Map<String, List<String>> parameters) {
        return StartSessionRequest.builder()
                .target(WEB.value())
                .documentName(document)
                .parameters(parameters)
                .build();
    }

    @Test
    void takesAnsiblesEmptyParameters() {
        assertThat(start(with("SSM-SessionManagerRunShell", Map.of())).sessionId()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "mi-0123456789abcdef0, '', arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0",
        "i-0123456789abcdef0, '', arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0",
        "mi-0123456789abcdef0, Mine, arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0"
                + " arn:aws:ssm:us-east-1:111122223333:document/Mine",
        "mi-0123456789abcdef0, AWS-StartSSHSession,"
                + " arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0"
                + " arn:aws:ssm:us-east-1::document/AWS-StartSSHSession",
        "web, arn:aws:ssm:eu-west-1:111122223333:document/Mine,"
                + " arn:aws:ssm:us-east-1:111122223333:managed-instance/web"
                + " arn:aws:ssm:us-east-1:111122223333:document/Mine",
    })
    void asksForTheNodeAndTheDocument(String target, String document, String resources) {
        var request = StartSessionRequest.builder().target(target);
        if (!document.isEmpty()) {
            request.documentName(document);
        }

        assertThat(String.join(" ", handlers.started(ADMIN, request.build()).resources()))
                .isEqualTo(resources);
    }

    @Test
    void saysOfWhichTypeASessionIsAndWhereItsPortLeads() {
        Aim forward =
                handlers.started(
                        ADMIN,
                        with(
                                "AWS-StartPortForwardingSessionToRemoteHost",
                                Map.of(
                                        "host", List.of("DB.internal"),
                                        "portNumber", List.of("5432"))));
        assertThat(forward.keys())
                .containsEntry("sallyport:sessiontype", List.of("Port"))
                .containsEntry("sallyport:targethost", List.of("db.internal"))
                .containsEntry("sallyport:targetport", List.of("5432"));

        assertThat(handlers.started(ADMIN, with("AWS-StartSSHSession", Map.of())).keys())
                .containsEntry("sallyport:sessiontype", List.of("Port"))
                .containsEntry("sallyport:targethost", List.of("localhost"))
                .containsEntry("sallyport:targetport", List.of("22"));
        assertThat(handlers.started(ADMIN, to(WEB.value())).keys())
                .containsEntry("sallyport:sessiontype", List.of("Standard_Stream"))
                .doesNotContainKeys("sallyport:targethost", "sallyport:targetport");
    }

    @Test
    void listsWhereAPortLeads() {
        start(with("AWS-StartSSHSession", Map.of()));

        assertThat(list("Active").getFirst().details()).contains("port forwarded to localhost:22");
    }

    @Test
    void startsNothingThatWasNotDecidedOn() {
        StartSessionRequest ssh = with("AWS-StartSSHSession", Map.of());
        Call decidedOnAShell = Counter.overPlainHttp(NOON, "127.0.0.1:8080");

        assertThatThrownBy(() -> handlers.start(decidedOnAShell, ssh))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> assertThat(fault.code()).isEqualTo("ValidationException"))
                .hasMessageContaining("try again");
        assertThat(list("Active")).isEmpty();
    }

    @Test
    void namesTheTargetThatIsForbidden() {
        assertThatThrownBy(() ->
                        start(
                                with(
                                        "AWS-StartPortForwardingSessionToRemoteHost",
                                        Map.of("host", List.of("169.254.169.254")))))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault ->
                                assertThat(fault.text())
                                        .isEqualTo(
                                                "Forwarding to IP address 169.254.169.254 is"
                                                        + " forbidden."));
    }

    @Test
    void echoesTheIdOfWhateverIsTerminated() {
        for (String id : List.of("alice-x", "no such/id")) {
            assertThat(
                            counter.call(
                                            ADMIN,
                                            Ssm.TERMINATE_SESSION,
                                            new TerminateSessionRequest(id))
                                    .sessionId())
                    .contains(id);
        }
    }

    @Test
    void listsAPlainSessionAsAwsDoes() {
        String id = start(to(WEB.value())).sessionId().orElseThrow();

        Session session = list("Active").getFirst();

        assertThat(session.toMap().keySet())
                .containsExactly(
                        "SessionId",
                        "Target",
                        "Status",
                        "StartDate",
                        "Owner",
                        "Details",
                        "OutputUrl",
                        "AccessType");
        assertThat(session.sessionId()).contains(id);
        assertThat(session.target()).contains(WEB.value());
        assertThat(session.status()).contains("Connecting");
        assertThat(session.startDate()).contains(NOON);
        assertThat(session.owner()).contains("arn:aws:iam::111122223333:user/admin");
        assertThat(session.details()).contains("");
        assertThat(session.outputUrl().orElseThrow().s3OutputUrl()).contains("");
        assertThat(list("History")).isEmpty();
    }

    @Test
    void listsWhatWasAskedAndHowItEnded() {
        world.save(
                "Short",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\","
                        + "\"inputs\":{\"maxSessionDuration\":\"1050\"}}");
        String id =
                start(
                                StartSessionRequest.builder()
                                        .target(WEB.twin())
                                        .documentName("Short")
                                        .reason("ticket 7")
                                        .build())
                        .sessionId()
                        .orElseThrow();
        world.life.ended(new SessionId(id), EndCause.IDLE, "idle for 20 minutes");

        Session session = list("History").getFirst();

        assertThat(session.target()).contains(WEB.twin());
        assertThat(session.documentName()).contains("Short");
        assertThat(session.reason()).contains("ticket 7");
        assertThat(session.maxSessionDuration()).contains("1050");
        assertThat(session.status()).contains("Terminated");
        assertThat(session.endDate()).contains(NOON);
        assertThat(session.details()).contains("idle for 20 minutes");
        assertThat(list("Active")).isEmpty();
    }

    @Test
    void listsByFilter() {
        String id = start(to(WEB.value())).sessionId().orElseThrow();
        String owner = "arn:aws:iam::111122223333:user/admin";

        assertThat(list("Active", filter("SessionId", id))).hasSize(1);
        assertThat(list("Active", filter("SessionId", "other"))).isEmpty();
        assertThat(list("Active", filter("SessionId", "no such/id"))).isEmpty();
        assertThat(list("Active", filter("Target", WEB.value()))).hasSize(1);
        assertThat(list("Active", filter("Target", "mi-00000000000000000"))).isEmpty();
        assertThat(list("Active", filter("Owner", owner))).hasSize(1);
        assertThat(list("Active", filter("Owner", "arn:aws:iam::111122223333:user/bob"))).isEmpty();
        assertThat(list("Active", filter("Status", "Connecting"))).hasSize(1);
        assertThat(list("Active", filter("Status", "Failed"))).isEmpty();
        assertThat(list("Active", filter("AccessType", "Standard"))).hasSize(1);
        assertThat(list("Active", filter("AccessType", "JustInTime"))).isEmpty();
        assertThat(list("Active", filter("InvokedAfter", "2029-12-31T00:00:00Z"))).hasSize(1);
        assertThat(list("Active", filter("InvokedAfter", "2030-01-02T00:00Z"))).isEmpty();
        assertThat(list("Active", filter("InvokedBefore", "2030-01-02T00:00:00+01:00"))).hasSize(1);
        assertThat(list("Active", filter("Target", WEB.value()), filter("Status", "Connected")))
                .isEmpty();
    }

    private static SessionFilter filter(String key, String value) {
        return new SessionFilter(key, value);
    }

    @Test
    void refusesFiltersItCannotRead() {
        assertFault("InvalidFilterKey", () -> list("Active", filter("Colour", "red")));
        assertFault("ValidationException", () -> list("Active", filter("Status", "Open")));
        assertFault(
                "ValidationException", () -> list("Active", filter("InvokedAfter", "yesterday")));
        assertFault(
                "ValidationException",
                () -> list("Active", filter("Target", "a"), filter("Target", "b")));
    }

    @Test
    void listsThirtyDaysUnlessAskedForMore() {
        SessionId id = world.start().session().id();
        world.life.ended(id, EndCause.EXITED, "");
        world.now = NOON.plus(Duration.ofDays(31));

        assertThat(list("History")).isEmpty();
        assertThat(list("History", filter("InvokedAfter", "2029-12-31T00:00:00Z"))).hasSize(1);
    }

    @Test
    void listsInPagesNewestFirst() {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            started.addFirst(start(to(WEB.value())).sessionId().orElseThrow());
            world.now = world.now.plusSeconds(1);
        }
        List<String> listed = new ArrayList<>();
        var request = DescribeSessionsRequest.builder().state("Active").maxResults(2);
        DescribeSessionsResponse page;
        do {
            page = counter.call(ADMIN, Ssm.DESCRIBE_SESSIONS, request.build());
            page.sessions().forEach(session -> listed.add(session.sessionId().orElseThrow()));
            request.nextToken(page.nextToken());
        } while (page.nextToken().isPresent());

        assertThat(listed).isEqualTo(started);
        assertFault(
                "InvalidNextToken",
                () ->
                        counter.call(
                                ADMIN,
                                Ssm.DESCRIBE_SESSIONS,
                                request.state("Active").nextToken("nonsense").build()));
    }

    @Test
    void keepsSessionsWhoseStateMayStillChangeInTheActiveList() {
        for (SessionState state : SessionState.values()) {
            String list = state.isFinal() ? "History" : "Active";
            assertThat(list(list, filter("Status", state.wireName()))).isEmpty();
        }
    }
}
