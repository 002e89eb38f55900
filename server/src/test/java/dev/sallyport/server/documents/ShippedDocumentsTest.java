package dev.sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ShippedDocumentsTest {
    private final ShippedDocuments shipped = ShippedDocuments.load();

    @Test
    void shipsWhatClientsAskForByName() {
        assertThat(shipped.all())
                .extracting(view -> view.document().name())
                .containsExactlyInAnyOrder(
                        "AWS-RunPowerShellScript",
                        "AWS-RunShellScript",
                        "AWS-StartInteractiveCommand",
                        "AWS-StartNonInteractiveCommand",
                        "AWS-StartPortForwardingSession",
                        "AWS-StartPortForwardingSessionToRemoteHost",
                        "AWS-StartSSHSession",
                        "Sallyport-CopyFiles",
                        "Sallyport-SSH");
        assertThat(shipped.all())
                .extracting(view -> view.document().ownerName())
                .containsOnly("Amazon");
    }

    @Test
    void keepsItsOwnRules() {
        for (DocumentView view : shipped.all()) {
            var content = ContentCodec.readJson(view.text().content());
            assertThatCode(
                            () -> {
                                switch (view.document().type()) {
                                    case SESSION -> SessionSchema.check(content);
                                    case COMMAND -> CommandSchema.check(content);
                                }
                            })
                    .as(view.document().name())
                    .doesNotThrowAnyException();
        }
        SessionSchema.check(ContentCodec.readJson(shipped.builtInPreferences()));
    }

    @Test
    void tellsOnWhichPlatformsADocumentRuns() {
        assertThat(shipped.find("AWS-RunShellScript").orElseThrow().facts().platforms())
                .containsExactly("Linux", "MacOS");
        assertThat(shipped.find("AWS-StartSSHSession").orElseThrow().facts().platforms())
                .containsExactly("Windows", "Linux", "MacOS");
    }
}
