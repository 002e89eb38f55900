package dev.sallyport.cli.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// What is to be done at a later time. Owned by one thread.
final class Alarms {
    private final PriorityQueue<Alarm> waiting =
            new PriorityQueue<>(
                    // By difference: the ticker may pass through its largest value.
                    (one, other) -> Long.signum(one.at() - other.at()));

    private record Alarm(long at, Runnable action) {}

    void set(long at, Runnable action) {
        waiting.add(new Alarm(at, action));
    }

    OptionalLong next() {
        Alarm first = waiting.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.at());
    }

    /// Does what is due. What that sets anew waits for the next call.
    void ring(long now) {
        List<Runnable> due = new ArrayList<>();
        for (Alarm first = waiting.peek();
                first != null && now - first.at() >= 0;
                first = waiting.peek()) {
            waiting.remove();
            due.add(first.action());
        }
        due.forEach(Runnable::run);
    }
}
