package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.documents.Document;
import dev.sallyport.server.documents.DocumentFormat;
import dev.sallyport.server.documents.DocumentStore;
import dev.sallyport.server.documents.DocumentText;
import dev.sallyport.server.documents.DocumentType;
import dev.sallyport.server.documents.DocumentVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store of documents must do.
public abstract class DocumentStoreContract {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final AccountId OURS = new AccountId("111122223333");
    private static final AccountId THEIRS = new AccountId("999988887777");

    protected abstract DocumentStore store();

    private static Document document(String name, long latest) {
        return new Document(
                Optional.of(OURS),
                name,
                DocumentType.SESSION,
                new Document.Labels(Optional.of("Shell"), Optional.empty()),
                new Document.Numbers(1, latest, latest),
                Set.of(),
                NOON);
    }

    private static DocumentText text(long number, String content) {
        return new DocumentText(
                new DocumentVersion(number, Optional.of("v" + number), DocumentFormat.JSON, NOON),
                content);
    }

    @Test
    void givesBackADocumentAsItWasInserted() {
        assertThat(store().insert(document("Shell", 1), text(1, "{ \"é\":\r\n1}\n"))).isTrue();

        assertThat(store().find(OURS, "Shell")).contains(document("Shell", 1));
        assertThat(store().text(OURS, "Shell", 1)).contains(text(1, "{ \"é\":\r\n1}\n"));
        assertThat(store().find(THEIRS, "Shell")).isEmpty();
        assertThat(store().count(OURS)).isEqualTo(1);
        assertThat(store().count(THEIRS)).isZero();
    }

    @Test
    void insertsANameOnce() {
        store().insert(document("Shell", 1), text(1, "{}"));

        assertThat(store().insert(document("Shell", 1), text(1, "{\"other\":1}"))).isFalse();
        assertThat(store().text(OURS, "Shell", 1)).contains(text(1, "{}"));
    }

    @Test
    void addsAVersionOnlyBehindTheLast() {
        store().insert(document("Shell", 1), text(1, "{}"));

        assertThat(store().addVersion(document("Shell", 2), text(2, "{\"a\":2}"))).isTrue();
        assertThat(store().addVersion(document("Shell", 2), text(2, "{\"b\":2}"))).isFalse();

        assertThat(store().find(OURS, "Shell")).contains(document("Shell", 2));
        assertThat(store().versions(OURS, "Shell"))
                .containsExactly(text(1, "").version(), text(2, "").version());
        assertThat(store().text(OURS, "Shell", 2)).contains(text(2, "{\"a\":2}"));
    }

    @Test
    void remembersTheLastNumberWhenTheLatestVersionGoes() {
        store().insert(document("Shell", 1), text(1, "{}"));
        store().addVersion(document("Shell", 2), text(2, "{\"a\":2}"));
        store().deleteVersion(OURS, "Shell", 2);

        assertThat(store().find(OURS, "Shell").orElseThrow().numbers())
                .isEqualTo(new Document.Numbers(1, 1, 2));
        assertThat(store().addVersion(document("Shell", 2), text(2, "{}"))).isFalse();
        assertThat(store().addVersion(document("Shell", 3), text(3, "{}"))).isTrue();
    }

    @Test
    void keepsTheDefaultVersion() {
        store().insert(document("Shell", 1), text(1, "{}"));
        store().addVersion(document("Shell", 2), text(2, "{\"a\":2}"));
        store().setDefault(OURS, "Shell", 2);

        assertThat(store().find(OURS, "Shell").orElseThrow().numbers().byDefault()).isEqualTo(2);
    }

    @Test
    void showsADocumentToThoseItIsSharedWith() {
        store().insert(document("Shell", 1), text(1, "{}"));
        store().insert(document("Public", 1), text(1, "{}"));
        store().setShares(OURS, "Public", Set.of("all"));
        assertThat(store().visibleTo(THEIRS)).extracting(Document::name).containsExactly("Public");

        store().setShares(OURS, "Shell", Set.of("999988887777"));

        assertThat(store().visibleTo(THEIRS))
                .extracting(Document::name)
                .containsExactly("Public", "Shell");
        assertThat(store().visibleTo(OURS))
                .extracting(Document::name)
                .containsExactly("Public", "Shell");
        assertThat(store().find(OURS, "Shell").orElseThrow().sharedWith())
                .containsExactly("999988887777");
    }

    @Test
    void deletesADocumentWithAllThatHangsOnIt() {
        store().insert(document("Shell", 1), text(1, "{}"));
        store().setShares(OURS, "Shell", Set.of("all"));
        store().delete(OURS, "Shell");

        assertThat(store().find(OURS, "Shell")).isEmpty();
        assertThat(store().versions(OURS, "Shell")).isEmpty();
        assertThat(store().insert(document("Shell", 1), text(1, "{}"))).isTrue();
        assertThat(store().find(OURS, "Shell").orElseThrow().sharedWith()).isEmpty();
    }
}
