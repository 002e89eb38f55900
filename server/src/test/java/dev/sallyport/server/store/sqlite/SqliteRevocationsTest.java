package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.identity.RevocationStore;
import dev.sallyport.server.store.RevocationStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRevocationsTest extends RevocationStoreContract {
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
    protected RevocationStore store() {
        return new SqliteRevocations(database);
    }
}
