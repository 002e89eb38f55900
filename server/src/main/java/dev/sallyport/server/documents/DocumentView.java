package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;

/// One version of a document together with the document.
public record DocumentView(Document document, DocumentText text) {
    /// What the content says about itself.
    public DocumentFacts facts() {
        return DocumentFacts.of(document.type(), text);
    }

    public boolean isOwnedBy(AccountId account) {
        return document.isOwnedBy(account);
    }
}
