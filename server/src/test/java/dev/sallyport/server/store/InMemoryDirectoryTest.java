package dev.sallyport.server.store;

import dev.sallyport.server.identity.directory.DirectoryStore;
import dev.sallyport.server.identity.directory.InMemoryDirectory;

class InMemoryDirectoryTest extends DirectoryStoreContract {
    private final InMemoryDirectory store = new InMemoryDirectory();

    @Override
    protected DirectoryStore store() {
        return store;
    }
}
