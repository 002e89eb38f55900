package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.documents.DocumentStore;
import dev.sallyport.server.store.DocumentStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentsTest extends DocumentStoreContract {
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
    protected DocumentStore store() {
        return new SqliteDocuments(database);
    }
}
