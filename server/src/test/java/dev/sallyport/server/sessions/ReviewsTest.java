package dev.sallyport.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewsTest {
    private static final Caller ALICE =
            new Caller.User(World.OURS, "alice", "AIDAALICE", "AKIAALICE", Map.of());

    private final World world = new World();

    private Question question() {
        return new Question(
                ALICE,
                "ssm:StartSession",
                Aim.at("arn:aws:ssm:us-east-1:111122223333:managed-instance/" + World.WEB),
                Circumstances.now(world.now, "192.0.2.1", "test", true, "us-east-1"));
    }

    private SessionId reviewed() {
        SessionId id = world.connected();
        world.reviews.began(id, question());
        return id;
    }

    @Test
    void leavesASessionAloneThatIsStillAllowed() {
        SessionId id = reviewed();

        world.reviews.review();

        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void endsASessionWhosePermissionIsGone() {
        SessionId id = reviewed();

        world.refusal = "because no identity-based policy allows it";
        world.reviews.review();

        assertThat(world.end(id).cause()).isEqualTo(EndCause.REVOKED);
        assertThat(world.end(id).text())
                .isEqualTo(
                        "Your permission for this session has ended. because no identity-based"
                                + " policy allows it");
    }

    @Test
    void asksAboutThePresentButCountsTheLoginsAgeUpToTheStart() {
        Instant start = world.now;
        reviewed();

        world.pass(Duration.ofMinutes(7));
        world.reviews.review();

        assertThat(world.asked.getLast().circumstances().at()).isEqualTo(start.plusSeconds(420));
        assertThat(world.asked.getLast().circumstances().asked()).isEqualTo(start);
    }

    @Test
    void asksOnceMoreRightAfterTheStart() {
        SessionId id = world.connected();
        world.refusal = "no more";

        world.reviews.began(id, question());

        assertThat(world.end(id).cause()).isEqualTo(EndCause.REVOKED);
    }

    @Test
    void endsTheSessionsOfAProofThatIsVoid() {
        SessionId id = reviewed();

        world.proven = false;
        world.reviews.review();

        assertThat(world.end(id).cause()).isEqualTo(EndCause.REVOKED);
        assertThat(world.end(id).text())
                .isEqualTo("Your credentials for this session have been revoked.");
    }

    @Test
    void forgetsASessionThatIsOver() {
        SessionId id = reviewed();
        world.life.end(id, EndCause.TERMINATED, "");

        world.reviews.forgetEnded();

        assertThat(world.questions).isEmpty();
    }

    @Test
    void remembersThroughARestart() {
        SessionId id = reviewed();
        world.restart();

        world.refusal = "no more";
        world.reviews.review();

        assertThat(world.end(id).cause()).isEqualTo(EndCause.REVOKED);
    }
}
