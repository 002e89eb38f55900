package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.Optional;

/// Makes and deletes groups, and says who belongs to them.
public final class Groups {
    private final Registrar registrar;

    public Groups(Registrar registrar) {
        this.registrar = registrar;
    }

    public Group create(String name, Optional<String> path) {
        return registrar.put(roster -> {
            free(roster, name);
            Quotas.check(roster.groups().size(), Quotas.GROUPS, "GroupsPerAccount");
            return new Group(registrar.label("AGPA", path, name), Grants.NONE);
        });
    }

    private static void free(Roster roster, String name) {
        if (roster.groups().byName(name).isPresent()) {
            throw DirectoryFault.alreadyExists("Group with name " + name + " already exists.");
        }
    }

    public Group update(String name, Optional<String> newPath, Optional<String> newName) {
        return registrar.put(roster -> {
            Group group = roster.group(name);
            newName.filter(it -> !it.equalsIgnoreCase(group.name()))
                    .ifPresent(it -> free(roster, it));
            return group.withLabel(
                    group.label()
                            .renamed(newPath.orElse(group.path()), newName.orElse(group.name())));
        });
    }

    public void delete(String name) {
        registrar.remove(roster -> {
            Group group = roster.group(name);
            if (!roster.members(group).isEmpty()) {
                throw DirectoryFault.deleteConflict(
                        "Cannot delete entity, must remove users from group first.");
            }
            Grantees.mustBeBare(group);
            return group;
        });
    }

    /// Who is in the group already stays in it.
    public void add(String groupName, String userName) {
        registrar.put(roster -> {
            Group group = roster.group(groupName);
            User user = roster.user(userName);
            if (!user.groups().contains(group.id())) {
                Quotas.check(user.groups().size(), Quotas.GROUPS_PER_USER, "GroupsPerUser");
            }
            return user.joined(group.id());
        });
    }

    public void remove(String groupName, String userName) {
        registrar.put(roster -> {
            Group group = roster.group(groupName);
            return roster.user(userName).left(group.id());
        });
    }
}
