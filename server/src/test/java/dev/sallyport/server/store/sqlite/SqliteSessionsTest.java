package dev.sallyport.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.sessions.SessionState;
import dev.sallyport.server.sessions.SessionStore;
import dev.sallyport.server.sessions.TokenStore;
import dev.sallyport.server.store.SessionStoreContract;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionsTest extends SessionStoreContract {
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
    protected SessionStore sessions() {
        return new SqliteSessions(database);
    }

    @Override
    protected TokenStore tokens() {
        return new SqliteSessions(database);
    }

    @Test
    void holdsTheSameTableOfMovesAsTheDomain() {
        Set<String> domain = new HashSet<>(Set.of("New>Connecting"));
        for (SessionState from : SessionState.values()) {
            for (SessionState to : SessionState.values()) {
                if (from.mayBecome(to)) {
                    domain.add(from.wireName() + ">" + to.wireName());
                }
            }
        }

        Set<String> schema =
                database.read(handle ->
                        handle.createQuery("SELECT from_state || '>' || to_state FROM session_move")
                                .mapTo(String.class)
                                .set());
        assertThat(schema).isEqualTo(domain);
    }

    @Test
    void refusesAnIllegalMoveInTheSchemaToo() {
        insertOne();

        assertThatThrownBy(() ->
                        database.run(handle ->
                                handle.execute(
                                        "UPDATE session SET previous_state = state,"
                                                + " state = 'Disconnected'")))
                .hasMessageContaining("FOREIGN KEY");
        assertThatThrownBy(() ->
                        database.run(handle ->
                                handle.execute(
                                        "UPDATE session SET previous_state = state,"
                                                + " state = 'Failed'")))
                .hasMessageContaining("CHECK");
    }
}
