package dev.sallyport.server.identity.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Compares two pictures of the account. It does not matter who made the change, or where.
final class Changes {
    private final Roster before;
    private final Roster after;
    private final List<DirectoryEvent> events = new ArrayList<>();

    private Changes(Roster before, Roster after) {
        this.before = before;
        this.after = after;
    }

    static List<DirectoryEvent> between(Roster before, Roster after) {
        Changes changes = new Changes(before, after);
        changes.compareUsers();
        changes.compareRoles();
        changes.compareDevices();
        changes.comparePowers();
        return List.copyOf(changes.events);
    }

    private void compareUsers() {
        for (User old : before.users().all()) {
            Optional<User> now = after.users().byId(old.id());
            if (now.filter(old::equals).isPresent()) {
                continue;
            }
            for (AccessKey key : old.keyring().accessKeys()) {
                boolean works =
                        now.flatMap(it -> it.keyring().accessKey(key.id()))
                                .filter(AccessKey::active)
                                .isPresent();
                if (key.active() && !works) {
                    events.add(new DirectoryEvent.KeyEnded(old.id(), key.id()));
                }
            }
            if (now.isEmpty()) {
                events.add(new DirectoryEvent.UserGone(old.id(), before.names().of(old)));
            }
        }
    }

    private void compareRoles() {
        for (Role old : before.roles().all()) {
            if (after.roles().byId(old.id()).isEmpty()) {
                events.add(new DirectoryEvent.RoleGone(old.id(), before.names().of(old)));
            }
        }
    }

    private void compareDevices() {
        for (MfaDevice old : before.devices().all()) {
            old.use()
                    .filter(use -> !stillBelongs(old, use.userId()))
                    .ifPresent(use ->
                            events.add(
                                    new DirectoryEvent.DeviceEnded(
                                            use.userId(), before.names().of(old))));
        }
    }

    private boolean stillBelongs(MfaDevice old, String userId) {
        return after.devices().byId(old.id()).filter(it -> it.belongsTo(userId)).isPresent();
    }

    private void comparePowers() {
        Set<String> changed = new TreeSet<>();
        // Whoever is the same has other powers only when what they share has changed.
        boolean shared =
                !before.groups().equals(after.groups())
                        || !before.policies().equals(after.policies());
        for (User old : before.users().all()) {
            after.users()
                    .byId(old.id())
                    .filter(now -> shared || !now.equals(old))
                    .filter(now -> !Powers.of(before, old).equals(Powers.of(after, now)))
                    .ifPresent(now -> changed.add(now.id()));
        }
        for (Role old : before.roles().all()) {
            after.roles()
                    .byId(old.id())
                    .filter(now -> shared || !now.equals(old))
                    .filter(now -> !Powers.of(before, old).equals(Powers.of(after, now)))
                    .ifPresent(now -> changed.add(now.id()));
        }
        if (!changed.isEmpty()) {
            events.add(new DirectoryEvent.PowersChanged(changed));
        }
    }
}
