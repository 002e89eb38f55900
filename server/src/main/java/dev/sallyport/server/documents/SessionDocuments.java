package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.documents.DocumentFault.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the document a session runs and binds its parameters. Safe for use by many threads; may
/// block.
public final class SessionDocuments {
    /// The account's preferences: used when a caller names no document.
    public static final String PREFERENCES = "SSM-SessionManagerRunShell";

    private final Documents documents;
    private final ShippedDocuments shipped;

    public SessionDocuments(Documents documents, ShippedDocuments shipped) {
        this.documents = documents;
        this.shipped = shipped;
    }

    /// The account's preferences, or the built-in ones when it never saved any.
    public SessionDocument preferences(AccountId account) {
        return find(account, PREFERENCES);
    }

    /// @throws DocumentFault when there is no such document, or it is no Session document
    public SessionDocument find(AccountId account, String name) {
        Optional<DocumentView> found = documents.find(account, name);
        if (found.isEmpty() && name.equals(PREFERENCES)) {
            return new SessionDocument(PREFERENCES, shipped.builtInPreferences());
        }
        DocumentView view = found.orElseThrow(() -> Documents.missing(name));
        if (view.document().type() != DocumentType.SESSION) {
            throw new DocumentFault(
                    Code.NO_SUCH_DOCUMENT,
                    "Document "
                            + name
                            + " is of type "
                            + view.document().type().wireName()
                            + " (expected: Session).");
        }
        return new SessionDocument(
                view.document().name(), toJson(view.text().version().format(), view.text()));
    }

    private static String toJson(DocumentFormat format, DocumentText text) {
        return format == DocumentFormat.JSON
                ? text.content()
                : ContentCodec.writeCompact(ContentCodec.read(format, text.content()));
    }

    /// @throws DocumentFault when the parameters do not fit, or the document with them cannot run
    public ResolvedDocument resolve(
            SessionDocument document, Map<String, List<String>> parameters) {
        return SessionResolution.resolve(document, parameters);
    }
}
