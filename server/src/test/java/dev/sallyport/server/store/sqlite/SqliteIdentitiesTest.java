package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.identity.IdentityStore;
import dev.sallyport.server.store.IdentityStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteIdentitiesTest extends IdentityStoreContract {
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
    protected IdentityStore store() {
        return new SqliteIdentities(database);
    }
}
