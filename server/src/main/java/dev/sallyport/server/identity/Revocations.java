package dev.sallyport.server.identity;

import dev.sallyport.server.identity.directory.DirectoryEvent;
import dev.sallyport.server.identity.directory.DirectoryEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whose temporary credentials are void up to when. Safe for use by many threads; the question
/// never blocks.
///
/// Once revoked is revoked: a key that is switched on again does not bring back what was made with
/// it before.
public final class Revocations implements DirectoryEvents {
    /// No temporary credentials live longer.
    public static final Duration LONGEST_LIFE = Duration.ofHours(36);

    private final RevocationStore store;
    private final InstantSource clock;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    public Revocations(RevocationStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        last.putAll(store.load(horizon()));
    }

    // What was void before is expired now.
    private Instant horizon() {
        return clock.instant().minus(LONGEST_LIFE);
    }

    /// Credentials that stand on this id and were issued at or before `time` are void from now on.
    public void revoke(String id, Instant time) {
        Instant horizon = horizon();
        last.values().removeIf(it -> it.isBefore(horizon));
        last.merge(id, time, (a, b) -> a.isAfter(b) ? a : b);
        store.put(id, time, horizon);
    }

    boolean isRevoked(Roots roots, Instant issued) {
        return roots.all().stream()
                .anyMatch(root -> !issued.isAfter(last.getOrDefault(root.id(), Instant.MIN)));
    }

    @Override
    public void changed(List<DirectoryEvent> events) {
        for (DirectoryEvent event : events) {
            ended(event).ifPresent(id -> revoke(id, clock.instant()));
        }
    }

    private static Optional<String> ended(DirectoryEvent event) {
        return switch (event) {
            case DirectoryEvent.KeyEnded ended -> Optional.of(ended.accessKeyId());
            case DirectoryEvent.UserGone gone -> Optional.of(gone.userId());
            case DirectoryEvent.RoleGone gone -> Optional.of(gone.roleId());
            // Credentials know since when the device was in use.
            case DirectoryEvent.DeviceEnded _ -> Optional.empty();
            // What they may do is asked with each call.
            case DirectoryEvent.PowersChanged _ -> Optional.empty();
        };
    }
}
