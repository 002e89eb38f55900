package dev.sallyport.server.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// A token bucket per source address, for what anybody may call. Safe for use by many threads.
///
/// It remembers a bounded number of addresses; an address that was forgotten starts afresh.
public final class SourceThrottle {
    private static final int MAX_SOURCES = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int burst;
    private final double perSecond;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

    public SourceThrottle(int burst, double perSecond, LongSupplier nanos) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    private record Bucket(double tokens, long at) {}

    /// Takes one token of this source, if it has one.
    boolean admit(InetAddress source) {
        long now = nanos.getAsLong();
        lock.lock();
        try {
            String key = key(source);
            Bucket bucket = buckets.getOrDefault(key, new Bucket(burst, now));
            double refill = (now - bucket.at) / NANOS_PER_SECOND * perSecond;
            double tokens = Math.min(burst, bucket.tokens + refill);
            boolean admitted = tokens >= 1;
            buckets.put(key, new Bucket(admitted ? tokens - 1 : tokens, now));
            forgetOldest();
            return admitted;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return buckets.size();
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        if (buckets.size() > MAX_SOURCES) {
            var oldest = buckets.entrySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /// Of IPv6 the first 64 bits: whoever has one such address has all that share them.
    private static String key(InetAddress source) {
        byte[] bytes = source.getAddress();
        int length = source instanceof Inet6Address ? 8 : bytes.length;
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, length));
    }
}
