package dev.sallyport.server.api;

import java.security.SecureRandom;
import java.util.UUID;

/// Names requests, as AWS does, by random UUIDs.
final class RequestIds {
    private final SecureRandom random;

    RequestIds(SecureRandom random) {
        this.random = random;
    }

    String next() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
