package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.api.NodeRig.assertFault;
import static dev.sallyport.server.sessions.World.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ssm.model.ResumeSessionRequest;
import dev.sallyport.server.api.ssm.model.ResumeSessionResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.StartSessionRequest;
import dev.sallyport.server.api.ssm.model.StartSessionResponse;
import dev.sallyport.server.api.ssm.model.TerminateSessionRequest;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.sessions.World;
import org.junit.jupiter.api.Test;

class ResumeRoutesTest {
    private final World world = new World();
    private final SessionRoutes handlers =
            new SessionRoutes(
                    world.sessions,
                    world.reviews,
                    new ResourceNames("us-east-1", Counter.ACME),
                    SessionRoutes.DocumentCheck.CLASSIC);
    private final Counter counter = counter();

    private Counter counter() {
        Routes.Builder routes = Routes.builder();
        handlers.addTo(routes);
        return new Counter(routes.build(), () -> world.now);
    }

    private static StartSessionRequest to(String target) {
        return StartSessionRequest.builder().target(target).build();
    }

    private StartSessionResponse start(StartSessionRequest request) {
        return counter.call(ADMIN, Ssm.START_SESSION, request);
    }

    private ResumeSessionResponse resume(String id) {
        return counter.call(ADMIN, Ssm.RESUME_SESSION, new ResumeSessionRequest(id));
    }

    @Test
    void asksForTheSessionWhenItIsResumedOrEnded() {
        assertThat(handlers.session("alice-x"))
                .containsExactly("arn:aws:ssm:us-east-1:111122223333:session/alice-x");
    }

    @Test
    void tellsCallersTheEndOfTheirOwnSessionThoughTheyMayNotResume() {
        String id = start(to(WEB.value())).sessionId().orElseThrow();
        ResumeSessionRequest request = new ResumeSessionRequest(id);
        String arn = handlers.session(id).getFirst();
        Caller other = NodeRig.role(WEB);

        assertThat(handlers.resumed(ADMIN, request)).isEqualTo(Aim.at(arn));
        counter.call(ADMIN, Ssm.TERMINATE_SESSION, new TerminateSessionRequest(id));
        assertThat(handlers.resumed(ADMIN, request)).isEqualTo(Aim.freeUnlessDenied(arn));
        assertThat(handlers.resumed(other, request)).isEqualTo(Aim.at(arn));
        assertThat(handlers.resumed(ADMIN, new ResumeSessionRequest("no such/id")))
                .isEqualTo(Aim.at(handlers.session("no such/id")));
    }

    @Test
    void resumesWithTheSameUrlAndAnotherToken() {
        StartSessionResponse started = start(to(WEB.value()));
        String id = started.sessionId().orElseThrow();

        ResumeSessionResponse resumed = resume(id);

        assertThat(resumed.sessionId()).contains(id);
        assertThat(resumed.streamUrl()).isEqualTo(started.streamUrl());
        assertThat(resumed.tokenValue()).isPresent().isNotEqualTo(started.tokenValue());
    }

    @Test
    void answersWithoutATokenWhenTheSessionIsOver() {
        String id = start(to(WEB.value())).sessionId().orElseThrow();
        counter.call(ADMIN, Ssm.TERMINATE_SESSION, new TerminateSessionRequest(id));

        assertThat(resume(id)).isEqualTo(ResumeSessionResponse.builder().sessionId(id).build());
    }

    @Test
    void saysWhichSessionDoesNotExist() {
        assertFault("DoesNotExistException", () -> resume("alice-x"));
        assertFault("DoesNotExistException", () -> resume("no such/id"));
    }
}
