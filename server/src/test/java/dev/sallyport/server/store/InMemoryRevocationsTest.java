package dev.sallyport.server.store;

import dev.sallyport.server.identity.InMemoryRevocations;
import dev.sallyport.server.identity.RevocationStore;

class InMemoryRevocationsTest extends RevocationStoreContract {
    private final RevocationStore store = new InMemoryRevocations();

    @Override
    protected RevocationStore store() {
        return store;
    }
}
