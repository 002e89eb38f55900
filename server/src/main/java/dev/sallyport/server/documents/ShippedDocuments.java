package dev.sallyport.server.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The documents that come with the program. Most belong to Amazon by name, for that is how every
/// client asks for them; the texts are ours.
public final class ShippedDocuments {
    private static final List<String> SESSION =
            List.of(
                    "AWS-StartInteractiveCommand",
                    "AWS-StartNonInteractiveCommand",
                    "AWS-StartPortForwardingSession",
                    "AWS-StartPortForwardingSessionToRemoteHost",
                    "AWS-StartSSHSession",
                    "Sallyport-CopyFiles",
                    "Sallyport-SSH");
    private static final List<String> COMMAND =
            List.of("AWS-RunPowerShellScript", "AWS-RunShellScript");
    // When the texts were written: they have no other history.
    private static final Instant WRITTEN = Instant.parse("2026-11-23T00:00:00Z");

    private final Map<String, DocumentView> documents;
    private final String preferences;

    private ShippedDocuments(Map<String, DocumentView> documents, String preferences) {
        this.documents = documents;
        this.preferences = preferences;
    }

    /// Reads them from the program itself.
    public static ShippedDocuments load() {
        Map<String, DocumentView> documents = new LinkedHashMap<>();
        COMMAND.forEach(name -> documents.put(name, view(DocumentType.COMMAND, name)));
        SESSION.forEach(name -> documents.put(name, view(DocumentType.SESSION, name)));
        return new ShippedDocuments(documents, resource("built-in-preferences"));
    }

    Optional<DocumentView> find(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    Collection<DocumentView> all() {
        return documents.values();
    }

    /// What a session runs when the account has no preferences of its own.
    String builtInPreferences() {
        return preferences;
    }

    private static DocumentView view(DocumentType type, String name) {
        var document =
                new Document(
                        Optional.empty(),
                        name,
                        type,
                        Document.Labels.NONE,
                        new Document.Numbers(1, 1, 1),
                        Set.of(),
                        WRITTEN);
        var version = new DocumentVersion(1, Optional.empty(), DocumentFormat.JSON, WRITTEN);
        return new DocumentView(document, new DocumentText(version, resource(name)));
    }

    private static String resource(String name) {
        String file = "shipped/" + name + ".json";
        try (InputStream in = ShippedDocuments.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + ": not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file + ": not readable", e);
        }
    }
}
