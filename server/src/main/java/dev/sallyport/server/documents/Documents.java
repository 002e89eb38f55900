package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.documents.Document.Numbers;
import dev.sallyport.server.documents.DocumentFault.Code;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Makes, reads, changes and removes documents. Safe for use by many threads; every call may block
/// and throws {@link DocumentFault} when it cannot be met.
public final class Documents {
    /// Shared with all accounts.
    public static final String EVERYBODY = "all";

    private static final int LARGEST = 64 * 1024;
    private static final int MOST_DOCUMENTS = 500;
    private static final int MOST_VERSIONS = 1000;

    private final DocumentStore store;
    private final ShippedDocuments shipped;
    private final InstantSource clock;

    public Documents(DocumentStore store, ShippedDocuments shipped, InstantSource clock) {
        this.store = store;
        this.shipped = shipped;
        this.clock = clock;
    }

    public DocumentView create(AccountId account, NewDocument wanted) {
        DocumentNames.requireFree(wanted.name());
        check(wanted.type(), wanted.format(), wanted.content());
        Instant now = now();
        var document =
                new Document(
                        Optional.of(account),
                        wanted.name(),
                        wanted.type(),
                        wanted.labels(),
                        new Numbers(1, 1, 1),
                        Set.of(),
                        now);
        var version = new DocumentVersion(1, wanted.versionName(), wanted.format(), now);
        var text = new DocumentText(version, wanted.content());
        if (store.find(account, wanted.name()).isEmpty()
                && store.count(account) >= MOST_DOCUMENTS) {
            throw new DocumentFault(Code.TOO_MANY_DOCUMENTS, "You can have at most 500 documents.");
        }
        if (!store.insert(document, text)) {
            throw new DocumentFault(
                    Code.ALREADY_EXISTS,
                    "Document with same name " + wanted.name() + " already exists");
        }
        return new DocumentView(document, text);
    }

    public DocumentView update(AccountId account, NewVersion wanted) {
        Document document = own(account, wanted.name());
        version(document, wanted.base());
        check(document.type(), wanted.format(), wanted.content());
        List<DocumentVersion> versions = store.versions(account, document.name());
        refuseDuplicate(account, document, versions, wanted);
        long number = document.numbers().last() + 1;
        var changed =
                new Document(
                        document.owner(),
                        document.name(),
                        document.type(),
                        document.labels().with(wanted.labels()),
                        new Numbers(document.numbers().byDefault(), number, number),
                        document.sharedWith(),
                        document.created());
        var text =
                new DocumentText(
                        new DocumentVersion(number, wanted.versionName(), wanted.format(), now()),
                        wanted.content());
        if (!store.addVersion(changed, text)) {
            throw new DocumentFault(
                    Code.CONFLICT, "Document " + document.name() + " is being updated already.");
        }
        return new DocumentView(changed, text);
    }

    private void refuseDuplicate(
            AccountId account,
            Document document,
            List<DocumentVersion> versions,
            NewVersion wanted) {
        if (versions.size() >= MOST_VERSIONS) {
            throw new DocumentFault(
                    Code.TOO_MANY_VERSIONS,
                    "Document " + document.name() + " has 1000 versions: delete one first.");
        }
        boolean named =
                wanted.versionName().isPresent()
                        && versions.stream().anyMatch(v -> v.name().equals(wanted.versionName()));
        if (named) {
            throw new DocumentFault(
                    Code.DUPLICATE_VERSION_NAME,
                    "Version name " + wanted.versionName().orElse("") + " is in use already.");
        }
        boolean same =
                store.text(account, document.name(), document.numbers().latest())
                        .filter(latest -> latest.content().equals(wanted.content()))
                        .isPresent();
        if (same) {
            throw new DocumentFault(
                    Code.DUPLICATE_CONTENT,
                    "The content is the same as that of the latest version of document "
                            + document.name()
                            + ".");
        }
    }

    private static void check(DocumentType type, DocumentFormat format, String content) {
        if (content.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new DocumentFault(Code.TOO_LARGE, "The size limit of a document is 64 KB.");
        }
        ObjectNode tree = ContentCodec.read(format, content);
        switch (type) {
            case SESSION -> SessionSchema.check(tree);
            case COMMAND -> CommandSchema.check(tree);
        }
    }

    /// Makes a version the default. Only numbers will do: `$LATEST` would mean another one
    /// tomorrow.
    public DocumentView setDefault(AccountId account, String name, String number) {
        Document document = own(account, name);
        DocumentVersion chosen = version(document, VersionChoice.of(number));
        store.setDefault(account, document.name(), chosen.number());
        return view(own(account, name), VersionChoice.DEFAULT);
    }

    /// The default version of a document the account may read, by name or ARN.
    public Optional<DocumentView> find(AccountId account, String name) {
        return document(account, name).map(document -> view(document, VersionChoice.DEFAULT));
    }

    /// Whether a document of that name belongs to the account itself.
    public boolean owns(AccountId account, String name) {
        return store.find(account, name).isPresent();
    }

    public DocumentView get(AccountId account, String name, VersionChoice choice) {
        return view(document(account, name).orElseThrow(() -> missing(name)), choice);
    }

    /// The content in the format asked for: as it was handed in when that is its own.
    public static String convert(DocumentText text, DocumentFormat wanted) {
        DocumentFormat own = text.version().format();
        return own == wanted
                ? text.content()
                : ContentCodec.write(wanted, ContentCodec.read(own, text.content()));
    }

    /// Oldest first.
    public List<DocumentVersion> versions(AccountId account, String name) {
        return versions(document(account, name).orElseThrow(() -> missing(name)));
    }

    /// Own, shipped and shared ones, by name.
    public DocumentQuery.Page list(AccountId account, DocumentQuery query) {
        var filter = new DocumentFilter(account, query.tags());
        List<DocumentView> found = new ArrayList<>();
        for (DocumentView view : visible(account)) {
            boolean wanted =
                    view.document().name().compareTo(query.after()) > 0
                            && query.filters().stream().allMatch(f -> filter.passes(view, f));
            if (wanted && found.size() == query.limit()) {
                return new DocumentQuery.Page(found, true);
            }
            if (wanted) {
                found.add(view);
            }
        }
        return new DocumentQuery.Page(found, false);
    }

    private List<DocumentView> visible(AccountId account) {
        List<DocumentView> all = new ArrayList<>(shipped.all());
        for (Document document : store.visibleTo(account)) {
            all.add(view(document, VersionChoice.DEFAULT));
        }
        all.sort(Comparator.comparing(view -> view.document().name()));
        return all;
    }

    public Set<String> shares(AccountId account, String name) {
        return own(account, name).sharedWith();
    }

    /// Adds and removes accounts (or {@link #EVERYBODY}) a document is shared with.
    public void share(AccountId account, String name, Set<String> added, Set<String> removed) {
        Document document = own(account, name);
        var shares = new java.util.TreeSet<>(document.sharedWith());
        shares.addAll(added);
        shares.removeAll(removed);
        if (shares.size() > 1000) {
            throw new DocumentFault(
                    Code.TOO_MANY_SHARES, "A document can be shared with 1000 accounts at most.");
        }
        store.setShares(account, document.name(), shares);
    }

    /// Removes the whole document, or the one version that is chosen.
    public void delete(AccountId account, String name, VersionChoice choice) {
        Document document = own(account, name);
        if (choice.isEmpty()) {
            if (!document.sharedWith().isEmpty()) {
                throw new DocumentFault(
                        Code.INVALID_OPERATION, "Must unshare document first before delete");
            }
            store.delete(account, document.name());
            return;
        }
        long number = version(document, choice).number();
        if (number == document.numbers().byDefault()) {
            throw new DocumentFault(
                    Code.INVALID_OPERATION,
                    "Version " + number + " is the default version and cannot be deleted alone.");
        }
        store.deleteVersion(account, document.name(), number);
    }

    // As the store keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static DocumentFault missing(String name) {
        return new DocumentFault(
                Code.NO_SUCH_DOCUMENT, "Document with name " + name + " does not exist.");
    }

    private Document own(AccountId account, String name) {
        var reference = DocumentNames.parse(name);
        if (shipped.find(reference.name()).isPresent()) {
            throw new DocumentFault(
                    Code.INVALID_OPERATION,
                    "Document " + reference.name() + " belongs to Amazon and cannot be changed.");
        }
        return store.find(account, reference.name())
                .filter(_ -> reference.owner().orElse(account).equals(account))
                .orElseThrow(() -> missing(name));
    }

    private Optional<Document> document(AccountId account, String name) {
        var reference = DocumentNames.parse(name);
        Optional<Document> amazon = shipped.find(reference.name()).map(DocumentView::document);
        AccountId owner = reference.owner().orElse(account);
        return amazon.or(() -> store.find(owner, reference.name()))
                .filter(document -> mayRead(account, document));
    }

    private static boolean mayRead(AccountId account, Document document) {
        return document.owner().isEmpty()
                || document.isOwnedBy(account)
                || document.sharedWith().contains(account.value())
                || document.sharedWith().contains(EVERYBODY);
    }

    private DocumentView view(Document document, VersionChoice choice) {
        DocumentVersion version = version(document, choice);
        return document.owner()
                .map(owner -> store.text(owner, document.name(), version.number()))
                .orElseGet(() -> shipped.find(document.name()).map(DocumentView::text))
                .map(text -> new DocumentView(document, text))
                .orElseThrow(() -> missing(document.name()));
    }

    private DocumentVersion version(Document document, VersionChoice choice) {
        return versions(document).stream()
                .filter(version -> choice.matches(version, document.numbers()))
                .findFirst()
                .orElseThrow(() ->
                        new DocumentFault(
                                Code.NO_SUCH_VERSION,
                                "Document " + document.name() + " has no version " + choice + "."));
    }

    private List<DocumentVersion> versions(Document document) {
        return document.owner()
                .map(owner -> store.versions(owner, document.name()))
                .orElseGet(() ->
                        shipped.find(document.name())
                                .map(view -> List.of(view.text().version()))
                                .orElse(List.of()));
    }
}
