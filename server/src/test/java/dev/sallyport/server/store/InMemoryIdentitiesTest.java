package dev.sallyport.server.store;

import dev.sallyport.server.identity.IdentityStore;
import dev.sallyport.server.identity.InMemoryIdentities;

class InMemoryIdentitiesTest extends IdentityStoreContract {
    private final InMemoryIdentities store = new InMemoryIdentities();

    @Override
    protected IdentityStore store() {
        return store;
    }
}
