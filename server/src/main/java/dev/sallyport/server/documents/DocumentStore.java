package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the accounts' documents are kept. Every call is one transaction and may block.
public interface DocumentStore {
    /// False: the account has a document of that name, and nothing changed.
    boolean insert(Document document, DocumentText first);

    Optional<Document> find(AccountId owner, String name);

    /// The account's own documents and those shared with it or with all, by name.
    List<Document> visibleTo(AccountId account);

    int count(AccountId owner);

    /// All versions, oldest first.
    List<DocumentVersion> versions(AccountId owner, String name);

    Optional<DocumentText> text(AccountId owner, String name, long number);

    /// Adds a version and sets labels. False: `added` does not follow `document.numbers().last()`
    /// any more, for somebody else was faster; nothing changed.
    boolean addVersion(Document document, DocumentText added);

    void setDefault(AccountId owner, String name, long number);

    void setShares(AccountId owner, String name, Set<String> accounts);

    /// Removes the document with its versions, shares and tags.
    void delete(AccountId owner, String name);

    /// Removes one version; the latest becomes the highest that is left.
    void deleteVersion(AccountId owner, String name, long number);
}
