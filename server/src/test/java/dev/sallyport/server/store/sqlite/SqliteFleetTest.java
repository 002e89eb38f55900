package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.fleet.ActivationStore;
import dev.sallyport.server.fleet.NodeStore;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.store.FleetStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteFleetTest extends FleetStoreContract {
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
    protected NodeStore nodes() {
        return new SqliteNodes(database);
    }

    @Override
    protected ActivationStore activations() {
        return new SqliteActivations(database);
    }

    @Override
    protected TagStore tags() {
        return new SqliteTags(database);
    }
}
