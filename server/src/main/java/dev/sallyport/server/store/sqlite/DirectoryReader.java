package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.directory.Account;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.InstanceProfile;
import dev.sallyport.server.identity.directory.Keyring;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.Table;
import dev.sallyport.server.identity.directory.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Reads the whole account in a dozen queries, inside a transaction.
final class DirectoryReader {
    private final Handle handle;
    private final Map<String, Map<String, String>> tags;
    private final Map<String, Map<String, String>> inline;
    private final Map<String, List<String>> attached;
    private final Map<String, List<String>> boundaries;

    private DirectoryReader(Handle handle) {
        this.handle = handle;
        this.tags = maps("SELECT entity_id AS id, tag_key AS name, tag_value AS text FROM iam_tag");
        this.inline = maps("SELECT entity_id AS id, name, document AS text FROM iam_inline_policy");
        this.attached = attachments("GRANT");
        this.boundaries = attachments("BOUNDARY");
    }

    static Optional<Roster> read(Handle handle) {
        return new AccountRows(handle)
                .find()
                .map(account -> new DirectoryReader(handle).roster(account));
    }

    private Roster roster(Account account) {
        long version =
                handle.createQuery("SELECT directory_version FROM account").mapTo(Long.class).one();
        return new Roster(
                version,
                account,
                Table.of(users()),
                Table.of(rows("GROUP", "", (row, label) -> new Group(label, grants(label.id())))),
                Table.of(rows("ROLE", " JOIN iam_role x ON x.id = e.id", this::role)),
                Table.of(policies()),
                new Roster.Fixtures(
                        Table.of(
                                rows(
                                        "PROFILE",
                                        " JOIN iam_profile x ON x.id = e.id",
                                        this::profile)),
                        Table.of(rows("DEVICE", " JOIN iam_device x ON x.id = e.id", this::device)),
                        Table.of(providers())));
    }

    private interface Maker<T> {
        T make(ResultSet row, Label label) throws SQLException;
    }

    private <T extends Entity> List<T> rows(String kind, String join, Maker<T> maker) {
        String columns = join.isEmpty() ? "e.*" : "e.path, e.name, e.created, x.*";
        return handle.createQuery(
                        "SELECT " + columns + " FROM iam_entity e" + join + " WHERE e.kind = :kind")
                .bind("kind", kind)
                .map((row, _) -> maker.make(row, label(row)))
                .list();
    }

    private static Label label(ResultSet row) throws SQLException {
        return new Label(
                row.getString("id"),
                row.getString("path"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("created")));
    }

    private Map<String, String> tags(Label label) {
        return tags.getOrDefault(label.id(), Map.of());
    }

    private Grants grants(String id) {
        return new Grants(
                Set.copyOf(attached.getOrDefault(id, List.of())),
                inline.getOrDefault(id, Map.of()),
                boundaries.getOrDefault(id, List.of()).stream().findFirst());
    }

    private List<User> users() {
        Map<String, Keyring> keyrings = new KeyringRows(handle).all();
        Map<String, List<String>> groups =
                lists("SELECT user_id AS id, group_id AS text FROM iam_membership");
        return rows(
                "USER",
                "",
                (_, label) ->
                        new User(
                                label,
                                tags(label),
                                grants(label.id()),
                                new LinkedHashSet<>(groups.getOrDefault(label.id(), List.of())),
                                keyrings.getOrDefault(label.id(), Keyring.EMPTY)));
    }

    private Role role(ResultSet row, Label label) throws SQLException {
        Role.Terms terms =
                new Role.Terms(
                        row.getString("trust"),
                        row.getString("description"),
                        Duration.ofSeconds(row.getLong("longest")),
                        Optional.ofNullable(row.getString("service")));
        return new Role(label, tags(label), grants(label.id()), terms);
    }

    private List<ManagedPolicy> policies() {
        Map<String, List<ManagedPolicy.Version>> versions = new HashMap<>();
        handle.createQuery("SELECT * FROM iam_policy_version")
                .map((row, _) ->
                        versions.computeIfAbsent(row.getString("policy_id"), _ -> new ArrayList<>())
                                .add(
                                        new ManagedPolicy.Version(
                                                row.getInt("number"),
                                                row.getString("document"),
                                                Instant.ofEpochMilli(row.getLong("created")))))
                .list();
        return rows(
                "POLICY",
                " JOIN iam_policy x ON x.id = e.id",
                (row, label) ->
                        new ManagedPolicy(
                                label,
                                row.getString("arn"),
                                tags(label),
                                row.getString("description"),
                                new ManagedPolicy.Versions(
                                        versions.getOrDefault(label.id(), List.of()),
                                        row.getInt("default_version"),
                                        row.getInt("last_version"))));
    }

    private InstanceProfile profile(ResultSet row, Label label) throws SQLException {
        return new InstanceProfile(
                label, tags(label), Optional.ofNullable(row.getString("role_id")));
    }

    private MfaDevice device(ResultSet row, Label label) throws SQLException {
        Optional<String> user = Optional.ofNullable(row.getString("user_id"));
        Instant since = Instant.ofEpochMilli(row.getLong("since"));
        long step = row.getLong("last_step");
        int drift = row.getInt("drift");
        return new MfaDevice(
                label,
                tags(label),
                Bytes.ofBase64(row.getString("seed")),
                user.map(id -> new MfaDevice.Use(id, since, step, drift)));
    }

    private List<OidcProvider> providers() {
        String facts = "SELECT provider_id AS id, text FROM iam_provider_fact WHERE fact = '";
        Map<String, List<String>> clients = lists(facts + "CLIENT' ORDER BY place");
        Map<String, List<String>> prints = lists(facts + "THUMBPRINT' ORDER BY place");
        return rows(
                "PROVIDER",
                "",
                (_, label) ->
                        new OidcProvider(
                                label,
                                tags(label),
                                clients.getOrDefault(label.id(), List.of()),
                                prints.getOrDefault(label.id(), List.of())));
    }

    private Map<String, List<String>> attachments(String purpose) {
        return lists(
                "SELECT entity_id AS id, arn AS text FROM iam_attachment WHERE purpose = '"
                        + purpose
                        + "'");
    }

    private Map<String, List<String>> lists(String sql) {
        Map<String, List<String>> lists = new HashMap<>();
        handle.createQuery(sql)
                .map((row, _) ->
                        lists.computeIfAbsent(row.getString("id"), _ -> new ArrayList<>())
                                .add(row.getString("text")))
                .list();
        return lists;
    }

    private Map<String, Map<String, String>> maps(String sql) {
        Map<String, Map<String, String>> maps = new HashMap<>();
        handle.createQuery(sql)
                .map((row, _) ->
                        Optional.ofNullable(
                                maps.computeIfAbsent(row.getString("id"), _ -> new HashMap<>())
                                        .put(row.getString("name"), row.getString("text"))))
                .list();
        return maps;
    }
}
