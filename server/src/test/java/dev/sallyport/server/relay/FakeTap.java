package dev.sallyport.server.relay;

import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.server.relay.TapEvent.Marked;
import dev.sallyport.server.relay.TapEvent.Said;
import dev.sallyport.server.relay.TapEvent.Streamed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// A recorder that keeps events in memory, at once or when it is told to.
final class FakeTap implements Tap {
    final List<TapEvent> events = new ArrayList<>();
    TapPosition position = TapPosition.START;
    boolean slow;
    boolean closed;
    private final Queue<TapResult> waiting = new ArrayDeque<>();
    private String failure = "";

    @Override
    public TapPosition position() {
        return position;
    }

    @Override
    public void record(TapEvent event, TapResult done) {
        if (!failure.isEmpty()) {
            done.failed(failure);
            return;
        }
        events.add(event);
        if (slow) {
            waiting.add(done);
        } else {
            done.stored();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /// Answers the oldest events that wait.
    void store(int count) {
        for (int i = 0; i < count && !waiting.isEmpty(); i++) {
            waiting.remove().stored();
        }
    }

    void storeAll() {
        store(waiting.size());
    }

    void fail(String reason) {
        failure = reason;
        waiting.forEach(done -> done.failed(reason));
        waiting.clear();
    }

    /// The recorded bytes of one direction.
    String text(Direction direction) {
        return text(events, direction);
    }

    static String text(List<TapEvent> events, Direction direction) {
        StringBuilder text = new StringBuilder();
        for (TapEvent event : events) {
            if (event instanceof Streamed streamed && streamed.direction() == direction) {
                text.append(streamed.payload().toUtf8());
            } else if (event instanceof Said said && direction == Direction.DOWN) {
                text.append(said.payload().toUtf8());
            }
        }
        return text.toString();
    }

    /// What the next run of the server reads in these events.
    static TapPosition positionAfter(List<TapEvent> events) {
        return new TapPosition(
                streamed(events, Direction.DOWN),
                streamed(events, Direction.UP),
                events.stream().anyMatch(FakeTap::isPrinted),
                events.stream().filter(Said.class::isInstance).map(Said.class::cast).toList());
    }

    private static boolean isPrinted(TapEvent event) {
        return event instanceof Streamed streamed
                && streamed.direction() == Direction.DOWN
                && streamed.payloadType() == PayloadTypes.OUTPUT;
    }

    List<String> marks() {
        return events.stream()
                .filter(Marked.class::isInstance)
                .map(event -> ((Marked) event).text())
                .toList();
    }

    static long streamed(List<TapEvent> events, Direction direction) {
        return events.stream()
                .filter(e -> e instanceof Streamed s && s.direction() == direction)
                .count();
    }
}
