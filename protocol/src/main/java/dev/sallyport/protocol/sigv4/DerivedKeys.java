package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
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

    Bytes derive(String accessKeyId, Secret secret, Scope scope) {
        // The secret's print is compared too: a key id whose secret was replaced must not go on
        // verifying with the old one.
        Bytes print = secret.reveal(text -> Bytes.ofUtf8(text).sha256());
        Name name = new Name(accessKeyId, scope);
        lock.lock();
        try {
            Derived known = recent.get(name);
            if (known != null && known.secretPrint.equals(print)) {
                return known.key;
            }
            Derived fresh = new Derived(print, derive(secret, scope));
            recent.put(name, fresh);
            if (recent.size() > capacity) {
                recent.pollFirstEntry();
            }
            return fresh.key;
        } finally {
            lock.unlock();
        }
    }

    static Bytes derive(Secret secret, Scope scope) {
        byte[] start = secret.reveal(text -> ("AWS4" + text).getBytes(StandardCharsets.UTF_8));
        byte[] day = Hmac.sha256(start, scope.date());
        byte[] region = Hmac.sha256(day, scope.region());
        byte[] service = Hmac.sha256(region, scope.service());
        return Bytes.wrap(Hmac.sha256(service, Scope.TERMINATOR));
    }

    private record Name(String accessKeyId, Scope scope) {}

    private record Derived(Bytes secretPrint, Bytes key) {}
}
