package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.InMemoryRevocations;
import dev.sallyport.server.identity.KeptCallers;
import dev.sallyport.server.identity.MasterKey;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.Revocations;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.sessions.QuestionStore;
import dev.sallyport.server.store.QuestionStoreContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteQuestionsTest extends QuestionStoreContract {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir private Path directory;
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected QuestionStore store() {
        InMemoryDirectory account = new InMemoryDirectory();
        account.create(People.NOBODY.with(People.user('A', "alice")));
        Directory people = Directory.open(account, _ -> {});
        Revocations none = new Revocations(new InMemoryRevocations(), () -> People.NOON);
        Passes passes = new Passes(people, none, MasterKey.generate(RANDOM), RANDOM);
        return new SqliteQuestions(database, new KeptCallers(People.ACME, passes));
    }

    @Override
    protected Caller caller() {
        return new Caller.User(
                People.ACME, "alice", People.id("AIDA", 'A'), "AKIA2222222222222222", Map.of());
    }
}
