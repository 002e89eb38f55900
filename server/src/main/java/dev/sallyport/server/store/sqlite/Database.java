package dev.sallyport.server.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The SQLite file: many readers, one writer. Safe for use by many threads; every call may block.
///
/// Writes run on a platform thread of their own: the driver waits for the disk inside native code,
/// which would hold the carrier of a virtual thread.
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 10_000;
    // The last migration there is; a test holds it to the directory.
    static final String NEWEST = "9";

    private final HikariDataSource readerPool;
    private final Jdbi readers;
    private final Connection writerConnection;
    private final Jdbi writer;
    private final ExecutorService writerThread;

    private Database(HikariDataSource readerPool, Connection writerConnection) {
        this.readerPool = readerPool;
        this.readers = Jdbi.create(readerPool);
        this.writerConnection = writerConnection;
        this.writer = Jdbi.create(writerConnection);
        this.writerThread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("store-writer").daemon().factory());
    }

    /// Opens the file, makes it if there is none, and brings the schema up to date.
    public static Database open(Path file) {
        makePrivate(file);
        SQLiteDataSource source = source(file, false);
        migrate(source);
        try {
            return new Database(readerPool(source(file, true)), source.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open " + file, e);
        }
    }

    /// Work on the database that gives a result.
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle);
    }

    /// Runs `work` on one consistent state of the database.
    public <T> T read(Work<T> work) {
        return readers.inTransaction(work::run);
    }

    /// Runs `work` as one transaction: when this returns, it is on disk; when it throws, nothing
    /// changed.
    public <T> T write(Work<T> work) {
        return onWriterThread(() -> writer.inTransaction(work::run));
    }

    /// As {@link #write}, for work without a result.
    public void run(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    private <T> T onWriterThread(Callable<T> task) {
        try {
            return writerThread.submit(task).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        writerThread.close();
        readerPool.close();
        try {
            writerConnection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the database", e);
        }
    }

    private static void makePrivate(Path file) {
        var mine = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mine));
        } catch (FileAlreadyExistsException _) {
            tighten(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot make " + file, e);
        }
    }

    private static void tighten(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new IllegalStateException("cannot make " + file + " private", e);
        }
    }

    private static SQLiteDataSource source(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // A transaction that begins as a reader and then writes can fail for no fault of its own.
        config.setTransactionMode(
                readOnly
                        ? SQLiteConfig.TransactionMode.DEFERRED
                        : SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static HikariDataSource readerPool(SQLiteDataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setDataSource(source);
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionInitSql("PRAGMA query_only = ON");
        return new HikariDataSource(config);
    }

    // Flyway takes half a second to find out that there is nothing to do: it is asked only when
    // there may be.
    private static void migrate(SQLiteDataSource source) {
        if (!isCurrent(source)) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
    }

    private static boolean isCurrent(SQLiteDataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last =
                        statement.executeQuery(
                                "SELECT version, success FROM flyway_schema_history"
                                        + " ORDER BY installed_rank DESC LIMIT 1")) {
            return last.next()
                    && last.getInt("success") == 1
                    && NEWEST.equals(last.getString("version"));
        } catch (SQLException _) {
            // A new file has no such table.
            return false;
        }
    }
}
