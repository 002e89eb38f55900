package dev.sallyport.server.store;

import dev.sallyport.server.sessions.InMemorySessions;
import dev.sallyport.server.sessions.SessionStore;
import dev.sallyport.server.sessions.TokenStore;

class InMemorySessionsTest extends SessionStoreContract {
    private final InMemorySessions store = new InMemorySessions();

    @Override
    protected SessionStore sessions() {
        return store;
    }

    @Override
    protected TokenStore tokens() {
        return store;
    }
}
