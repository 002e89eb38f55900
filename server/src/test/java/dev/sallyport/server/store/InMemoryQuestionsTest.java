package dev.sallyport.server.store;

import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.sessions.QuestionStore;
import dev.sallyport.server.sessions.World;

class InMemoryQuestionsTest extends QuestionStoreContract {
    private final QuestionStore store = new World();

    @Override
    protected QuestionStore store() {
        return store;
    }

    @Override
    protected Caller caller() {
        return new Caller.Anonymous(World.OURS);
    }
}
