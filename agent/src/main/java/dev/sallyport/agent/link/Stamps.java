package dev.sallyport.agent.link;

import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.Stamp;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;

/// Where time and ids come from: the wall clock, a monotonic nanosecond count, and randomness.
public record Stamps(InstantSource clock, LongSupplier ticker, SecureRandom random) {
    public Stamp next() {
        return new Stamp(id(), clock.millis(), nanos());
    }

    public UUID id() {
        return Frames.newId(random);
    }

    public Instant now() {
        return clock.instant();
    }

    public long nanos() {
        return ticker.getAsLong();
    }
}
