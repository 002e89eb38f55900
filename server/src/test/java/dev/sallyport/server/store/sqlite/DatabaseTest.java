package dev.sallyport.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir private Path directory;

    @Test
    void keepsItsFilesToItself() throws IOException {
        try (Database database = Database.open(directory.resolve("test.db"))) {
            addAccount(database);
            try (Stream<Path> files = Files.list(directory)) {
                List<Path> all = files.toList();
                assertThat(all).hasSizeGreaterThan(1);
                for (Path file : all) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void keepsWhatWasWrittenBeforeItClosed() {
        try (Database database = Database.open(directory.resolve("test.db"))) {
            addAccount(database);
        }
        try (Database database = Database.open(directory.resolve("test.db"))) {
            assertThat(accounts(database)).isEqualTo(1);
        }
    }

    @Test
    void undoesAWriteThatFails() {
        try (Database database = Database.open(directory.resolve("test.db"))) {
            assertThatThrownBy(() ->
                            database.run(handle -> {
                                handle.execute(
                                        "INSERT INTO account (id, created)"
                                                + " VALUES ('111122223333', 0)");
                                throw new IllegalStateException("no");
                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no");
            assertThat(accounts(database)).isZero();
        }
    }

    @Test
    void knowsItsNewestMigration() {
        try (Database database = Database.open(directory.resolve("test.db"))) {
            String newest =
                    database.read(handle ->
                            handle.createQuery(
                                            "SELECT version FROM flyway_schema_history"
                                                    + " ORDER BY installed_rank DESC"
                                                    + " LIMIT 1")
                                    .mapTo(String.class)
                                    .one());
            assertThat(Database.NEWEST).isEqualTo(newest);
        }
    }

    @Test
    void letsNobodyWriteWhileReading() {
        try (Database database = Database.open(directory.resolve("test.db"))) {
            assertThatThrownBy(() ->
                            database.read(handle ->
                                    handle.execute(
                                            "INSERT INTO account (id, created)"
                                                    + " VALUES ('111122223333',"
                                                    + " 0)")))
                    .hasMessageContaining("readonly");
            assertThat(accounts(database)).isZero();
        }
    }

    @Test
    void survivesACrashAfterAWriteReturned() throws IOException {
        Path copy = directory.resolve("copy.db");
        try (Database database = Database.open(directory.resolve("test.db"))) {
            addAccount(database);
            // What a killed process leaves behind: the files as they are now.
            Files.copy(directory.resolve("test.db"), copy);
            Files.copy(directory.resolve("test.db-wal"), directory.resolve("copy.db-wal"));
        }
        try (Database database = Database.open(copy)) {
            assertThat(accounts(database)).isEqualTo(1);
        }
    }

    private static void addAccount(Database database) {
        database.run(handle ->
                handle.execute("INSERT INTO account (id, created) VALUES ('111122223333', 0)"));
    }

    private static int accounts(Database database) {
        return database.read(handle ->
                handle.createQuery("SELECT count(*) FROM account").mapTo(Integer.class).one());
    }
}
