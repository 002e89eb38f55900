package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.InstanceProfile;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.User;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Writes entities as rows, inside a transaction. An entity that has rows gets new ones in their
/// place; those that others point at keep their place.
final class DirectoryWriter {
    private final Handle handle;
    private final AccountId account;

    DirectoryWriter(Handle handle, AccountId account) {
        this.handle = handle;
        this.account = account;
    }

    void delete(Entity entity) {
        update("DELETE FROM iam_entity WHERE id = :id", entity.id()).execute();
    }

    void save(Entity entity) {
        saveLabel(entity);
        saveTags(entity);
        switch (entity) {
            case User user -> {
                saveGrants(user.id(), user.grants());
                saveGroups(user);
                new KeyringRows(handle).save(user.id(), user.keyring());
            }
            case Group group -> saveGrants(group.id(), group.grants());
            case Role role -> {
                saveGrants(role.id(), role.grants());
                saveTerms(role);
            }
            case ManagedPolicy policy -> savePolicy(policy);
            case InstanceProfile profile -> saveProfile(profile);
            case MfaDevice device -> saveDevice(device);
            case OidcProvider provider -> saveProvider(provider);
        }
    }

    private Update update(String sql, String id) {
        return handle.createUpdate(sql).bind("id", id);
    }

    private static String kind(Entity entity) {
        return switch (entity) {
            case User _ -> "USER";
            case Group _ -> "GROUP";
            case Role _ -> "ROLE";
            case ManagedPolicy _ -> "POLICY";
            case InstanceProfile _ -> "PROFILE";
            case MfaDevice _ -> "DEVICE";
            case OidcProvider _ -> "PROVIDER";
        };
    }

    private void saveLabel(Entity entity) {
        update(
                        "INSERT INTO iam_entity (id, account_id, kind, path, name, created)"
                                + " VALUES (:id, :account, :kind, :path, :name, :created)"
                                + " ON CONFLICT (id) DO UPDATE"
                                + " SET path = excluded.path, name = excluded.name",
                        entity.id())
                .bind("account", account.value())
                .bind("kind", kind(entity))
                .bind("path", entity.path())
                .bind("name", entity.name())
                .bind("created", entity.label().created().toEpochMilli())
                .execute();
    }

    private void saveTags(Entity entity) {
        update("DELETE FROM iam_tag WHERE entity_id = :id", entity.id()).execute();
        entity.tags()
                .forEach((key, value) ->
                        update(
                                        "INSERT INTO iam_tag (entity_id, tag_key, tag_value)"
                                                + " VALUES (:id, :key, :value)",
                                        entity.id())
                                .bind("key", key)
                                .bind("value", value)
                                .execute());
    }

    private void saveGrants(String id, Grants grants) {
        update("DELETE FROM iam_attachment WHERE entity_id = :id", id).execute();
        grants.attached().forEach(arn -> attach(id, "GRANT", arn));
        grants.boundary().ifPresent(arn -> attach(id, "BOUNDARY", arn));
        update("DELETE FROM iam_inline_policy WHERE entity_id = :id", id).execute();
        for (Map.Entry<String, String> inline : grants.inline().entrySet()) {
            update(
                            "INSERT INTO iam_inline_policy (entity_id, name, document)"
                                    + " VALUES (:id, :name, :document)",
                            id)
                    .bind("name", inline.getKey())
                    .bind("document", inline.getValue())
                    .execute();
        }
    }

    private void attach(String id, String purpose, String arn) {
        boolean shipped = arn.startsWith("arn:aws:iam::aws:policy/");
        Update insert =
                update(
                                "INSERT INTO iam_attachment (entity_id, purpose, arn, own_arn)"
                                        + " VALUES (:id, :purpose, :arn, :own)",
                                id)
                        .bind("purpose", purpose)
                        .bind("arn", arn);
        (shipped ? insert.bindNull("own", java.sql.Types.VARCHAR) : insert.bind("own", arn))
                .execute();
    }

    private void saveGroups(User user) {
        update("DELETE FROM iam_membership WHERE user_id = :id", user.id()).execute();
        for (String group : user.groups()) {
            update("INSERT INTO iam_membership (user_id, group_id) VALUES (:id, :group)", user.id())
                    .bind("group", group)
                    .execute();
        }
    }

    private void saveTerms(Role role) {
        update(
                        "INSERT INTO iam_role (id, trust, description, longest, service)"
                                + " VALUES (:id, :trust, :description, :longest, :service)"
                                + " ON CONFLICT (id) DO UPDATE SET trust = excluded.trust,"
                                + " description = excluded.description,"
                                + " longest = excluded.longest",
                        role.id())
                .bind("trust", role.terms().trust())
                .bind("description", role.terms().description())
                .bind("longest", role.terms().longest().toSeconds())
                .bind("service", role.terms().service())
                .execute();
    }

    private void savePolicy(ManagedPolicy policy) {
        update(
                        "INSERT INTO iam_policy"
                                + " (id, arn, description, default_version, last_version)"
                                + " VALUES (:id, :arn, :description, :standard, :last)"
                                + " ON CONFLICT (id) DO UPDATE SET"
                                + " default_version = excluded.default_version,"
                                + " last_version = excluded.last_version",
                        policy.id())
                .bind("arn", policy.arn())
                .bind("description", policy.description())
                .bind("standard", policy.versions().defaultNumber())
                .bind("last", policy.versions().last())
                .execute();
        update("DELETE FROM iam_policy_version WHERE policy_id = :id", policy.id()).execute();
        for (ManagedPolicy.Version version : policy.versions().all()) {
            update(
                            "INSERT INTO iam_policy_version (policy_id, number, document, created)"
                                    + " VALUES (:id, :number, :document, :created)",
                            policy.id())
                    .bind("number", version.number())
                    .bind("document", version.document())
                    .bind("created", version.created().toEpochMilli())
                    .execute();
        }
    }

    private void saveProfile(InstanceProfile profile) {
        update(
                        "INSERT INTO iam_profile (id, role_id) VALUES (:id, :role)"
                                + " ON CONFLICT (id) DO UPDATE SET role_id = excluded.role_id",
                        profile.id())
                .bind("role", profile.role())
                .execute();
    }

    private void saveDevice(MfaDevice device) {
        update("DELETE FROM iam_device WHERE id = :id", device.id()).execute();
        update(
                        "INSERT INTO iam_device (id, seed, user_id, since, last_step, drift)"
                                + " VALUES (:id, :seed, :user, :since, :step, :drift)",
                        device.id())
                .bind("seed", device.sealedSeed().toBase64())
                .bind("user", device.use().map(MfaDevice.Use::userId))
                .bind("since", device.use().map(use -> use.since().toEpochMilli()))
                .bind("step", device.use().map(MfaDevice.Use::lastStep))
                .bind("drift", device.use().map(MfaDevice.Use::drift))
                .execute();
    }

    private void saveProvider(OidcProvider provider) {
        update("DELETE FROM iam_provider_fact WHERE provider_id = :id", provider.id()).execute();
        saveFacts(provider.id(), "CLIENT", provider.clients());
        saveFacts(provider.id(), "THUMBPRINT", provider.thumbprints());
    }

    private void saveFacts(String id, String fact, List<String> texts) {
        for (int place = 0; place < texts.size(); place++) {
            update(
                            "INSERT INTO iam_provider_fact (provider_id, fact, place, text)"
                                    + " VALUES (:id, :fact, :place, :text)",
                            id)
                    .bind("fact", fact)
                    .bind("place", place)
                    .bind("text", texts.get(place))
                    .execute();
        }
    }
}
