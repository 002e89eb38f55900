package dev.sallyport.server.identity.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The account as it is now. Safe for use by many threads; questions never block, changes do.
public final class Directory implements Principals, LongTermKeys {
    // Each round means that another process changed the account meanwhile, which people do by hand.
    private static final int ROUNDS = 10;

    private final DirectoryStore store;
    private final DirectoryEvents events;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Moment moment;

    private Directory(DirectoryStore store, DirectoryEvents events, Roster first) {
        this.store = store;
        this.events = events;
        this.moment = new Moment(first);
    }

    /// Reads the account; throws when there is none yet.
    public static Directory open(DirectoryStore store, DirectoryEvents events) {
        return new Directory(
                store,
                events,
                store.load()
                        .orElseThrow(() -> new IllegalStateException("there is no account yet")));
    }

    /// A roster and what was computed from it: they live and die together, so that nobody can put
    /// back what belongs to an older one.
    private static final class Moment {
        final Roster roster;
        final Map<String, String> keyOwners = new HashMap<>();
        final Map<String, Powers> powers = new ConcurrentHashMap<>();

        Moment(Roster roster) {
            this.roster = roster;
            for (User user : roster.users().all()) {
                user.keyring().accessKeys().forEach(key -> keyOwners.put(key.id(), user.id()));
            }
        }
    }

    /// The present picture. What is asked of one roster is consistent; ask again for news.
    public Roster roster() {
        return moment.roster;
    }

    @Override
    public Optional<Owned> findKey(String accessKeyId) {
        Moment now = moment;
        return Optional.ofNullable(now.keyOwners.get(accessKeyId))
                .flatMap(now.roster.users()::byId)
                .flatMap(user ->
                        user.keyring().accessKey(accessKeyId).map(key -> new Owned(key, user)));
    }

    @Override
    public Optional<Powers> ofUser(String userId) {
        Moment now = moment;
        return now.roster
                .users()
                .byId(userId)
                .map(user -> now.powers.computeIfAbsent(userId, _ -> Powers.of(now.roster, user)));
    }

    @Override
    public Optional<Powers> ofRole(String roleId) {
        Moment now = moment;
        return now.roster
                .roles()
                .byId(roleId)
                .map(role -> now.powers.computeIfAbsent(roleId, _ -> Powers.of(now.roster, role)));
    }

    @Override
    public Optional<NamedPolicy> managed(String arn) {
        return Powers.managed(moment.roster, arn, arn);
    }

    @Override
    public Optional<Powers> ofRoleNamed(String name) {
        return moment.roster.roles().byName(name).map(Role::id).flatMap(this::ofRole);
    }

    /// What a group gives to each of its members.
    public Optional<Powers> ofGroup(String groupId) {
        Roster roster = moment.roster;
        return roster.groups().byId(groupId).map(group -> Powers.of(roster, group));
    }

    /// What a change makes of the roster, and what it answers.
    public record Changed<T>(Roster roster, T result) {}

    /// Runs `step` on the present roster and makes its result the present one. When this returns,
    /// the change is on disk and every question from now on sees it; when it throws, nothing
    /// changed. `step` may run more than once and must do nothing but compute.
    public <T> T change(Function<Roster, Changed<T>> step) {
        Roster before;
        Roster after;
        Changed<T> changed;
        changing.lock();
        try {
            before = moment.roster;
            changed = apply(step);
            after = moment.roster;
        } finally {
            changing.unlock();
        }
        tell(before, after);
        return changed.result();
    }

    private <T> Changed<T> apply(Function<Roster, Changed<T>> step) {
        for (int round = 0; round < ROUNDS; round++) {
            Roster before = moment.roster;
            Changed<T> changed = step.apply(before);
            if (changed.roster().equals(before)) {
                return changed;
            }
            Roster after = changed.roster().numbered(before.version() + 1);
            if (store.replace(before, after)) {
                moment = new Moment(after);
                return changed;
            }
            load();
        }
        throw new DirectoryFault(
                DirectoryFault.Code.CONCURRENT_CHANGE,
                "The request was rejected because multiple requests to change this object were"
                        + " submitted simultaneously. Wait a few minutes and submit your request"
                        + " again.");
    }

    /// Takes over what another process changed, if anything. Cheap when nothing did.
    public void refresh() {
        if (store.version() == moment.roster.version()) {
            return;
        }
        Roster before;
        Roster after;
        changing.lock();
        try {
            before = moment.roster;
            load();
            after = moment.roster;
        } finally {
            changing.unlock();
        }
        tell(before, after);
    }

    private void load() {
        Roster stored = store.load().orElseThrow();
        if (stored.version() != moment.roster.version()) {
            moment = new Moment(stored);
        }
    }

    // Outside the lock: a listener may take its time, and may ask the directory.
    private void tell(Roster before, Roster after) {
        List<DirectoryEvent> all = Changes.between(before, after);
        if (!all.isEmpty()) {
            events.changed(all);
        }
    }
}
