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
        world.asked.clear();
        world.reviews.review();

        assertThat(world.asked.getFirst().circumstances().at()).isEqualTo(start.plusSeconds(420));
        assertThat(world.asked.getFirst().circumstances().asked()).isEqualTo(start);
    }

    /// Reviews once a second, as the server does.
    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            world.pass(Duration.ofSeconds(1));
            world.reviews.review();
        }
    }

    @Test
    void tellsFiveMinutesBeforeAWindowClosesAndOnlyOnce() {
        SessionId id = reviewed();
        world.closing = World.NOON.plusSeconds(600);

        seconds(298);
        assertThat(world.told).isEmpty();

        seconds(7);
        assertThat(world.told)
                .containsExactly(id + ": Your permission for this session ends at 12:10:00 UTC.");

        seconds(294);
        assertThat(world.told).hasSize(1);
        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);

        seconds(1);
        assertThat(world.end(id).at()).isEqualTo(world.closing);
    }

    @Test
    void tellsAtOnceWhoStartsShortBeforeTheEnd() {
        world.closing = World.NOON.plusMillis(42_300);

        SessionId id = reviewed();

        assertThat(world.told)
                .containsExactly(id + ": Your permission for this session ends at 12:00:43 UTC.");
    }

    @Test
    void tellsAgainWhenTheEndHasMoved() {
        world.closing = World.NOON.plusSeconds(200);
        SessionId id = reviewed();
        world.closing = World.NOON.plusSeconds(100);

        seconds(20);

        assertThat(world.told)
                .hasSize(2)
                .endsWith(id + ": Your permission for this session ends at 12:01:40 UTC.");
    }

    @Test
    void tellsAgainOfTheSameEndIfThereWasNoneInBetween() {
        world.closing = World.NOON.plusSeconds(200);
        reviewed();
        world.closing = Instant.MAX;
        seconds(10);
        world.closing = World.NOON.plusSeconds(200);
        seconds(10);

        assertThat(world.told).hasSize(2);
    }

    @Test
    void tellsAboutAnEndThatWasPutOff() {
        world.closing = World.NOON.plusSeconds(100);
        SessionId id = reviewed();
        seconds(98);
        world.closing = World.NOON.plusSeconds(160);
        seconds(10);

        assertThat(world.told)
                .hasSize(2)
                .endsWith(id + ": Your permission for this session ends at 12:02:40 UTC.");
    }

    @Test
    void looksAheadEveryFiveSecondsOnly() {
        reviewed();
        world.asked.clear();

        seconds(60);

        assertThat(world.asked).hasSize(60 + 12);
    }

    @Test
    void findsTheEndWithADozenDecisions() {
        world.closing = World.NOON.plusSeconds(123);
        reviewed();

        assertThat(world.asked).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void looksAheadAlthoughTheClockWasSetBack() {
        reviewed();
        world.pass(Duration.ofDays(-1));
        world.closing = world.now.plusSeconds(60);

        world.reviews.review();

        assertThat(world.told).hasSize(1);
    }

    @Test
    void saysNothingOfWhatEndsOtherThanByTime() {
        SessionId id = reviewed();
        world.refusal = "no more";
        seconds(1);

        assertThat(world.told).isEmpty();
        assertThat(world.end(id).cause()).isEqualTo(EndCause.REVOKED);
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
