package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.sessions.QuestionStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of sessions' questions keeps to.
public abstract class QuestionStoreContract {
    private static final SessionId ONE = new SessionId("alice-1");
    private static final SessionId OTHER = new SessionId("alice-2");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00.123456789Z");

    protected abstract QuestionStore store();

    /// Somebody the store can find again.
    protected abstract Caller caller();

    private Question question(String node) {
        Aim aim =
                Aim.at(List.of("arn:" + node, "arn:document"))
                        .unlessDenied("arn:preferences")
                        .also("sallyport:UploadFile", "arn:" + node)
                        .with("ssm:SessionDocumentAccessCheck", "false")
                        .with("aws:TagKeys", List.of("a", "b \"quoted\""));
        return new Question(
                caller(),
                "ssm:StartSession",
                aim,
                Circumstances.now(NOON, "2001:db8::1", "aws-cli/2 Ünicode", true, "us-east-1")
                        .judgedAt(NOON.plusSeconds(1)));
    }

    @Test
    void givesBackEverythingOfAQuestion() {
        store().keep(ONE, question("web"));
        store().keep(OTHER, question("db"));

        assertThat(store().all()).isEqualTo(Map.of(ONE, question("web"), OTHER, question("db")));
    }

    @Test
    void forgetsWhatIsDropped() {
        store().keep(ONE, question("web"));
        store().keep(OTHER, question("db"));
        store().drop(ONE);
        store().drop(ONE);

        assertThat(store().all()).containsOnlyKeys(OTHER);
    }
}
