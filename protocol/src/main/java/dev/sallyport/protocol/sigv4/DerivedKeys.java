package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;

/// Derives signing keys and remembers the last ones used. Safe for use by many threads.
///
/// A key is good for a day, and deriving it takes four HMACs: most of the work of a verification.
public final class DerivedKeys {
    private final ReentrantLock lock = new ReentrantLock();
    private final int capacity;
    // In order of use, so that the first one is the one longest unused.
    private final SequencedMap<Name, Derived> recent = new LinkedHashMap<>(16, 0.75f, true);

    /// `capacity` 0 remembers nothing.
    public DerivedKeys(int capacity) {
        this.capacity = capacity;
    }

    Hmac derive(String accessKeyId, Secret secret, Scope scope) {
        Name name = new Name(accessKeyId, scope);
        lock.lock();
        try {
            Derived known = recent.get(name);
            // A key id whose secret was replaced must not go on verifying with the old one.
            if (known != null && secret.reveal(known.secret::matches)) {
                return known.key;
            }
            Derived fresh = new Derived(secret, derive(secret, scope));
            recent.put(name, fresh);
            if (recent.size() > capacity) {
                recent.pollFirstEntry();
            }
            return fresh.key;
        } finally {
            lock.unlock();
        }
    }

    static Hmac derive(Secret secret, Scope scope) {
        byte[] start = secret.reveal(text -> ("AWS4" + text).getBytes(StandardCharsets.UTF_8));
        byte[] day = Hmac.under(start).of(scope.date());
        byte[] region = Hmac.under(day).of(scope.region());
        byte[] service = Hmac.under(region).of(scope.service());
        return Hmac.under(Hmac.under(service).of(Scope.TERMINATOR));
    }

    private record Name(String accessKeyId, Scope scope) {}

    private record Derived(Secret secret, Hmac key) {}
}
