package dev.sallyport.server.relay;

import dev.sallyport.server.relay.RelayLoop.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session's deadlines: many of them, on one timer of the loop.
final class Alarms {
    /// What may be due.
    enum Due {
        IDLE,
        MAXIMUM,
        CLIENT_WINDOW,
        NODE_WINDOW,
        LANES,
        COUNTS,
        DRAINED,
        FLUSHED,
        CLIENT_LEFT,
        NODE_LEFT
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final RelayLoop loop;
    private final Runnable ring;
    private final Map<Due, Long> at = new EnumMap<>(Due.class);
    private @Nullable Alarm timer;
    private long timerAt = NEVER;

    Alarms(RelayLoop loop, Runnable ring) {
        this.loop = loop;
        this.ring = ring;
    }

    void set(Due due, long when) {
        at.put(due, when);
    }

    void clear(Due due) {
        at.remove(due);
    }

    void clearAll() {
        at.clear();
    }

    boolean isSet(Due due) {
        return at.containsKey(due);
    }

    /// Takes what is due out.
    List<Due> takeDue(long now) {
        List<Due> due = new ArrayList<>();
        at.forEach((each, when) -> {
            if (when <= now) {
                due.add(each);
            }
        });
        due.forEach(this::clear);
        return due;
    }

    /// The timer rang.
    void rang() {
        timer = null;
        timerAt = NEVER;
    }

    /// Makes the timer ring in time for the next deadline. One that rings too early does no harm,
    /// so a deadline that moves away costs nothing.
    void arm(long now) {
        long next = NEVER;
        for (long each : at.values()) {
            next = Math.min(next, each);
        }
        if (next < timerAt) {
            cancel();
            timerAt = next;
            timer = loop.schedule(ring, Duration.ofNanos(Math.max(0, next - now)));
        }
    }

    void cancel() {
        Alarm running = timer;
        if (running != null) {
            running.cancel();
        }
        rang();
    }
}
