package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.Accounts;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Makes, renames and deletes users.
public final class Users {
    private final Registrar registrar;

    public Users(Registrar registrar) {
        this.registrar = registrar;
    }

    public User create(
            String name,
            Optional<String> path,
            Optional<String> boundary,
            Map<String, String> tags) {
        return registrar.put(roster -> {
            free(roster, name);
            Quotas.check(roster.users().size(), Quotas.USERS, "UsersPerAccount");
            User user = User.named(registrar.label("AIDA", path, name));
            return user.withTags(TagRules.add(Map.of(), tags))
                    .withGrants(
                            user.grants()
                                    .withBoundary(
                                            boundary.map(arn -> Grantees.boundary(roster, arn))));
        });
    }

    private static void free(Roster roster, String name) {
        if (roster.users().byName(name).isPresent()) {
            throw DirectoryFault.alreadyExists("User with name " + name + " already exists.");
        }
    }

    public User update(String name, Optional<String> newPath, Optional<String> newName) {
        return registrar.put(roster -> {
            User user = roster.user(name);
            if (newName.isPresent()) {
                keepAdministrator(user, "renamed");
            }
            newName.filter(it -> !it.equalsIgnoreCase(user.name()))
                    .ifPresent(it -> free(roster, it));
            return user.withLabel(
                    user.label().renamed(newPath.orElse(user.path()), newName.orElse(user.name())));
        });
    }

    public void delete(String name) {
        registrar.remove(roster -> {
            User user = roster.user(name);
            keepAdministrator(user, "deleted");
            Grantees.mustBeBare(user);
            boolean bare =
                    user.groups().isEmpty()
                            && user.keyring().isEmpty()
                            && roster.devicesOf(user).isEmpty();
            if (!bare) {
                throw DirectoryFault.deleteConflict(
                        "Cannot delete entity, must remove referenced objects first.");
            }
            return user;
        });
    }

    private static void keepAdministrator(User user, String what) {
        if (user.name().equals(Accounts.ADMINISTRATOR)) {
            throw new DirectoryFault(
                    DirectoryFault.Code.UNMODIFIABLE,
                    "The user admin cannot be "
                            + what
                            + ": with its key an operator gets back into the account.");
        }
    }

    public void tag(String name, Map<String, String> tags) {
        registrar.put(roster -> {
            User user = roster.user(name);
            return user.withTags(TagRules.add(user.tags(), tags));
        });
    }

    public void untag(String name, Collection<String> keys) {
        registrar.put(roster -> {
            User user = roster.user(name);
            return user.withTags(TagRules.remove(user.tags(), keys));
        });
    }
}
