package dev.sallyport.cli.channel;

import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.Stamp;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Makes what tells one frame from another: random ids and the time.
public record Stamps(RandomGenerator random, InstantSource wall, LongSupplier nanoTime) {
    Stamp next() {
        return new Stamp(newId(), wall.millis(), nanos());
    }

    UUID newId() {
        return Frames.newId(random);
    }

    long nanos() {
        return nanoTime.getAsLong();
    }
}
