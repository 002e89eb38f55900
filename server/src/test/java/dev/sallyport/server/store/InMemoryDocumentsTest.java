package dev.sallyport.server.store;

import dev.sallyport.server.documents.DocumentStore;
import dev.sallyport.server.documents.InMemoryDocuments;

class InMemoryDocumentsTest extends DocumentStoreContract {
    private final InMemoryDocuments store = new InMemoryDocuments();

    @Override
    protected DocumentStore store() {
        return store;
    }
}
