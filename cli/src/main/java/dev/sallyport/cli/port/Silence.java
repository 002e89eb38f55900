package dev.sallyport.cli.port;

import dev.sallyport.cli.channel.Channel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Notices that the node has nothing more to say to whoever has sent all. Only time in which it had
/// everything and could have been heard counts: a lost connection is no silence.
final class Silence {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int STEPS = 5;

    private final Channel channel;
    private final BooleanSupplier delivered;
    private final Runnable then;
    private int steps;

    Silence(Channel channel, BooleanSupplier delivered, Runnable then) {
        this.channel = channel;
        this.delivered = delivered;
        this.then = then;
    }

    void begin() {
        channel.later(STEP, this::step);
    }

    void heard() {
        steps = 0;
    }

    private void step() {
        steps = channel.isConnected() && delivered.getAsBoolean() ? steps + 1 : 0;
        if (steps < STEPS) {
            begin();
        } else {
            then.run();
        }
    }
}
