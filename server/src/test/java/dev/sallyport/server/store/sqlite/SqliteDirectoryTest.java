package dev.sallyport.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.identity.directory.AwsPolicies;
import dev.sallyport.server.identity.directory.DirectoryStore;
import dev.sallyport.server.identity.directory.Keyring;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import dev.sallyport.server.store.DirectoryStoreContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDirectoryTest extends DirectoryStoreContract {
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
    protected DirectoryStore store() {
        return new SqliteDirectory(database);
    }

    @Test
    void keepsAPolicyThatIsInUse() {
        Roster everybody = People.everybody();
        store().create(everybody);
        Roster torn = everybody.without(everybody.policies().byName("Walls").orElseThrow());

        assertThatThrownBy(() -> store().replace(everybody, new RosterCopy(torn).next()))
                .hasMessageContaining("FOREIGN KEY");
        assertThat(store().load()).contains(everybody);
    }

    @Test
    void keepsAThirdKeyOut() {
        store().create(People.NOBODY);
        User greedy =
                People.user('B', "alice")
                        .withKeyring(
                                Keyring.EMPTY
                                        .with(People.key('B'))
                                        .with(People.key('C'))
                                        .with(People.key('D')));
        Roster after = new RosterCopy(People.NOBODY.with(greedy)).next();

        assertThatThrownBy(() -> store().replace(People.NOBODY, after))
                .hasMessageContaining("CHECK");
        assertThat(store().load()).contains(People.NOBODY);
    }

    @Test
    void givesTheAdministratorOfAnOlderServerItsPolicy() {
        Path old = directory.resolve("old.db");
        String url = "jdbc:sqlite:" + old;
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration")
                .target("2")
                .load()
                .migrate();
        Jdbi.create(url)
                .useHandle(handle -> {
                    handle.execute("INSERT INTO account (id, created) VALUES ('111122223333', 5)");
                    handle.execute(
                            "INSERT INTO iam_user (id, account_id, name, created) VALUES"
                                    + " ('AIDABBBBBBBBBBBBBBBBB', '111122223333', 'admin', 5)");
                    handle.execute(
                            "INSERT INTO iam_user_tag (user_id, tag_key, tag_value) VALUES"
                                    + " ('AIDABBBBBBBBBBBBBBBBB', 'SSMSessionRunAs', 'me')");
                    handle.execute(
                            "INSERT INTO access_key (id, user_id, secret, status, created) VALUES"
                                    + " ('AKIABBBBBBBBBBBBBBBB', 'AIDABBBBBBBBBBBBBBBBB', 'AAAA',"
                                    + " 'Active', 5)");
                });

        try (Database migrated = Database.open(old)) {
            User admin = new SqliteDirectory(migrated).load().orElseThrow().user("admin");
            assertThat(admin.grants().attached())
                    .isEqualTo(Set.of(AwsPolicies.ADMINISTRATOR_ACCESS));
            assertThat(admin.tags()).isEqualTo(Map.of("SSMSessionRunAs", "me"));
            assertThat(admin.keyring().accessKey("AKIABBBBBBBBBBBBBBBB")).isPresent();
        }
    }

    /// A roster as the directory would number it.
    private record RosterCopy(Roster roster) {
        Roster next() {
            return new Roster(
                    roster.version() + 1,
                    roster.account(),
                    roster.users(),
                    roster.groups(),
                    roster.roles(),
                    roster.policies(),
                    roster.fixtures());
        }
    }
}
