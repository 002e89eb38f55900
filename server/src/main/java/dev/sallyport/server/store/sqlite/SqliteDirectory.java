package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.identity.directory.Account;
import dev.sallyport.server.identity.directory.DirectoryStore;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The account, its people and their things in SQLite.
///
/// A change writes the rows of those entities that differ, nothing else.
public final class SqliteDirectory implements DirectoryStore {
    private final Database database;

    public SqliteDirectory(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Roster> load() {
        return database.read(DirectoryReader::read);
    }

    @Override
    public long version() {
        return database.read(handle ->
                handle.createQuery("SELECT directory_version FROM account")
                        .mapTo(Long.class)
                        .findFirst()
                        .orElse(0L));
    }

    @Override
    public boolean create(Roster first) {
        return database.write(handle -> {
            boolean exists =
                    handle.createQuery("SELECT id FROM account")
                            .mapTo(String.class)
                            .findFirst()
                            .isPresent();
            if (exists) {
                return false;
            }
            Account account = first.account();
            handle.createUpdate(
                            "INSERT INTO account (id, created, directory_version)"
                                    + " VALUES (:id, :created, :version)")
                    .bind("id", account.id().value())
                    .bind("created", account.created().toEpochMilli())
                    .bind("version", first.version())
                    .execute();
            new AccountRows(handle).save(account);
            write(handle, Roster.empty(account), first);
            return true;
        });
    }

    @Override
    public boolean replace(Roster before, Roster after) {
        return database.write(handle -> {
            int mine =
                    handle.createUpdate(
                                    "UPDATE account SET directory_version = :after"
                                            + " WHERE directory_version = :before")
                            .bind("after", after.version())
                            .bind("before", before.version())
                            .execute();
            if (mine != 1) {
                return false;
            }
            if (!before.account().equals(after.account())) {
                new AccountRows(handle).save(after.account());
            }
            write(handle, before, after);
            return true;
        });
    }

    // What others point at is written before them, and deleted after nobody does any more.
    private static void write(Handle handle, Roster before, Roster after) {
        DirectoryWriter writer = new DirectoryWriter(handle, after.account().id());
        List<Entity> gone = new ArrayList<>();
        save(writer, before.policies(), after.policies(), gone);
        save(writer, before.groups(), after.groups(), gone);
        save(writer, before.roles(), after.roles(), gone);
        save(writer, before.users(), after.users(), gone);
        save(writer, before.profiles(), after.profiles(), gone);
        save(writer, before.devices(), after.devices(), gone);
        save(writer, before.providers(), after.providers(), gone);
        gone.reversed().forEach(writer::delete);
    }

    private static <T extends Entity> void save(
            DirectoryWriter writer, Table<T> before, Table<T> after, List<Entity> gone) {
        if (before.equals(after)) {
            return;
        }
        for (T now : after.all()) {
            if (before.byId(now.id()).filter(old -> old.equals(now)).isEmpty()) {
                writer.save(now);
            }
        }
        before.all().stream().filter(old -> after.byId(old.id()).isEmpty()).forEach(gone::add);
    }
}
