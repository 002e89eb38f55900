package dev.sallyport.server;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.access.Calendars;
import dev.sallyport.server.config.Config;
import dev.sallyport.server.fleet.RememberedTags;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.identity.AccountCredentials;
import dev.sallyport.server.identity.Accounts;
import dev.sallyport.server.identity.AuthorizationMessages;
import dev.sallyport.server.identity.Credentials;
import dev.sallyport.server.identity.KeptCallers;
import dev.sallyport.server.identity.KeySecrets;
import dev.sallyport.server.identity.MasterKey;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.Revocations;
import dev.sallyport.server.identity.RoleTokens;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryEvents;
import dev.sallyport.server.identity.directory.DirectoryStore;
import dev.sallyport.server.sessions.QuestionStore;
import dev.sallyport.server.store.files.CalendarDirectory;
import dev.sallyport.server.store.files.DataDirectory;
import dev.sallyport.server.store.sqlite.Database;
import dev.sallyport.server.store.sqlite.SqliteDirectory;
import dev.sallyport.server.store.sqlite.SqliteQuestions;
import dev.sallyport.server.store.sqlite.SqliteRevocations;
import dev.sallyport.server.store.sqlite.SqliteTags;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// What everything else stands on: the data directory, the database, the account and its secrets.
final class Ground implements AutoCloseable {
    private final Config config;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final MasterKey master;
    private final DirectoryStore people;
    private final KeySecrets secrets;
    private final Accounts accounts;
    private final TagStore tags;
    private final Optional<CalendarDirectory> calendars;

    Ground(Config config) {
        this.config = config;
        this.calendars = config.access().calendars().map(CalendarDirectory::new);
        DataDirectory data = DataDirectory.open(config.dataDir());
        this.master = data.masterKey(random);
        this.database = Database.open(data.databaseFile());
        this.people = new SqliteDirectory(database);
        this.secrets = new KeySecrets(master, random);
        this.tags = new RememberedTags(new SqliteTags(database));
        this.accounts = new Accounts(people, secrets, random, clock);
    }

    Config config() {
        return config;
    }

    InstantSource clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    Database database() {
        return database;
    }

    Calendars calendars() {
        return calendars.map(CalendarDirectory::calendars).orElse(Calendars.NONE);
    }

    void refreshCalendars() {
        calendars.ifPresent(CalendarDirectory::refresh);
    }

    TagStore tags() {
        return tags;
    }

    Accounts accounts() {
        return accounts;
    }

    RoleTokens roleTokens(Accounts.Bootstrap bootstrap) {
        return new RoleTokens(bootstrap.account(), master, random);
    }

    /// The account's people; there must be an account.
    Directory directory(DirectoryEvents events) {
        return Directory.open(people, events);
    }

    Revocations revocations() {
        return new Revocations(new SqliteRevocations(database), clock);
    }

    Passes passes(Directory directory, Revocations revocations) {
        return new Passes(directory, revocations, master, random);
    }

    QuestionStore questions(KeptCallers callers) {
        return new SqliteQuestions(database, callers);
    }

    Credentials credentials(Directory directory, Passes passes, RoleTokens tokens) {
        return new AccountCredentials(directory, secrets, passes, tokens);
    }

    AuthorizationMessages authorizationMessages() {
        return new AuthorizationMessages(master, random);
    }

    SeedSecrets seedSecrets() {
        return new SeedSecrets(master, random);
    }

    KeySecrets keySecrets() {
        return secrets;
    }

    /// A key for one purpose of its own.
    Bytes keyFor(String purpose) {
        return master.subkey(purpose);
    }

    @Override
    public void close() {
        database.close();
    }
}
