package dev.sallyport.server.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Who may be connected. Places are limited, and when they run out the one who has sat there
/// longest without proving anything makes room: thousands of silent connections cost a newcomer
/// nothing. Within the first moments nobody is thrown out, though: when a whole fleet comes back at
/// once, the handshakes under way must finish and the later ones come again.
///
/// Safe for use by many threads.
final class Admission {
    /// What a connection has shown for itself.
    enum Standing {
        /// Nothing yet: it is connecting, asking, or was turned down.
        STRANGER,
        /// A request of it is being answered, or it is an opened websocket. Keeps its place.
        BUSY,
        /// It was answered well, and waits.
        IDLE
    }

    private final NetLimits limits;
    private final int places;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedSet<Guest> strangers = new LinkedHashSet<>();
    private final SequencedSet<Guest> idle = new LinkedHashSet<>();
    private final Map<Object, SequencedSet<Guest>> strangersByAddress = new HashMap<>();
    private int present;

    /// @param places connections of every kind, already cut to what the process can have
    Admission(NetLimits limits, int places, LongSupplier nanos) {
        this.limits = limits;
        this.places = places;
        this.nanos = nanos;
    }

    /// One connection and its place.
    static final class Guest {
        private final Object origin;
        private final Runnable evict;
        private Standing standing = Standing.BUSY;
        private long since;
        private boolean present;

        private Guest(Object origin, Runnable evict) {
            this.origin = origin;
            this.evict = evict;
        }
    }

    /// A place for a stranger, or empty if it must go. `evict` is called when it must go later.
    Optional<Guest> arrive(InetAddress address, Runnable evict) {
        Guest guest = new Guest(origin(address), evict);
        Optional<Guest> loser = Optional.empty();
        lock.lock();
        try {
            if (present >= places) {
                loser = oldest(strangers).or(() -> idle.stream().findFirst());
                if (loser.isEmpty()) {
                    return Optional.empty();
                }
                remove(loser.orElseThrow());
            }
            guest.present = true;
            present++;
        } finally {
            lock.unlock();
            loser.ifPresent(gone -> gone.evict.run());
        }
        if (move(guest, Standing.STRANGER)) {
            return Optional.of(guest);
        }
        leave(guest);
        return Optional.empty();
    }

    /// Changes the standing; false if there is no place for it, and the connection must go.
    boolean move(Guest guest, Standing to) {
        Optional<Guest> loser = Optional.empty();
        lock.lock();
        try {
            if (!guest.present) {
                return false;
            }
            takeFromLists(guest);
            if (to == Standing.STRANGER && isFull(guest.origin)) {
                loser = oldest(crowd(guest.origin));
                if (loser.isEmpty()) {
                    return false;
                }
                remove(loser.orElseThrow());
            }
            guest.standing = to;
            guest.since = nanos.getAsLong();
            addToLists(guest);
            return true;
        } finally {
            lock.unlock();
            loser.ifPresent(gone -> gone.evict.run());
        }
    }

    void leave(Guest guest) {
        lock.lock();
        try {
            if (guest.present) {
                remove(guest);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(Object origin) {
        return strangers.size() >= limits.strangers()
                || from(origin).size() >= limits.strangersPerAddress();
    }

    /// Where room must be made: among those from the same address if they are too many.
    private SequencedSet<Guest> crowd(Object origin) {
        SequencedSet<Guest> same = from(origin);
        return same.size() >= limits.strangersPerAddress() ? same : strangers;
    }

    private SequencedSet<Guest> from(Object origin) {
        return strangersByAddress.getOrDefault(origin, new LinkedHashSet<>());
    }

    private Optional<Guest> oldest(SequencedSet<Guest> crowd) {
        Duration grace = limits.deadlines().grace();
        return crowd.stream()
                .findFirst()
                .filter(first -> nanos.getAsLong() - first.since >= grace.toNanos());
    }

    private void remove(Guest guest) {
        takeFromLists(guest);
        guest.present = false;
        present--;
    }

    private void addToLists(Guest guest) {
        switch (guest.standing) {
            case STRANGER -> {
                strangers.add(guest);
                strangersByAddress
                        .computeIfAbsent(guest.origin, _ -> new LinkedHashSet<>())
                        .add(guest);
            }
            case IDLE -> idle.add(guest);
            case BUSY -> {}
        }
    }

    private void takeFromLists(Guest guest) {
        idle.remove(guest);
        if (strangers.remove(guest)) {
            SequencedSet<Guest> same = from(guest.origin);
            same.remove(guest);
            if (same.isEmpty()) {
                strangersByAddress.remove(guest.origin);
            }
        }
    }

    /// A household of IPv6 has 2^64 addresses: count its prefix.
    private static Object origin(InetAddress address) {
        if (address instanceof Inet6Address && !address.isLoopbackAddress()) {
            byte[] prefix = Arrays.copyOf(address.getAddress(), 8);
            return ByteBuffer.wrap(prefix);
        }
        return address;
    }
}
