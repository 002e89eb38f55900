package dev.sallyport.server.access;

import dev.sallyport.server.identity.directory.NamedPolicy;
import dev.sallyport.server.identity.directory.Powers;
import dev.sallyport.server.identity.directory.Principals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Users and roles with the policies a test gives them.
public final class People implements Principals {
    private static final String ALL =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
            """;

    private final Map<String, Powers> users = new HashMap<>();
    private final Map<String, Powers> roles = new HashMap<>();
    private final Map<String, NamedPolicy> managed = new HashMap<>();

    /// Somebody who may do everything.
    public People administrator(String userId) {
        return user(userId, ALL);
    }

    public People user(String userId, String... documents) {
        users.put(userId, powers(userId, documents));
        return this;
    }

    public People role(String name, String... documents) {
        roles.put(name, powers("AROA" + name, documents));
        return this;
    }

    public People managed(String arn, String document) {
        managed.put(arn, named(0, document));
        return this;
    }

    public People bounded(String userId, String boundary) {
        Powers old = users.getOrDefault(userId, powers(userId));
        users.put(
                userId,
                new Powers(
                        old.id(),
                        old.arn(),
                        old.policies(),
                        Optional.of(named(0, boundary)),
                        old.tags()));
        return this;
    }

    public People tagged(String userId, Map<String, String> tags) {
        Powers old = users.getOrDefault(userId, powers(userId));
        users.put(userId, new Powers(old.id(), old.arn(), old.policies(), old.boundary(), tags));
        return this;
    }

    private static Powers powers(String id, String... documents) {
        List<NamedPolicy> policies = new ArrayList<>();
        for (String document : documents) {
            policies.add(named(policies.size(), document));
        }
        return new Powers(
                id, "arn:aws:iam::111122223333:role/" + id, policies, Optional.empty(), Map.of());
    }

    private static NamedPolicy named(int number, String document) {
        return new NamedPolicy("policy" + number, Optional.empty(), "owner", document);
    }

    @Override
    public Optional<Powers> ofUser(String userId) {
        return Optional.ofNullable(users.get(userId));
    }

    @Override
    public Optional<Powers> ofRole(String roleId) {
        return Optional.ofNullable(roles.get(roleId));
    }

    @Override
    public Optional<NamedPolicy> managed(String arn) {
        return Optional.ofNullable(managed.get(arn));
    }

    @Override
    public Optional<Powers> ofRoleNamed(String name) {
        return Optional.ofNullable(roles.get(name));
    }
}
