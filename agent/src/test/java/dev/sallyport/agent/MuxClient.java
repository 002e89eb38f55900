package dev.sallyport.agent;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.smux.MalformedMuxException;
import dev.sallyport.protocol.smux.Multiplexer;
import dev.sallyport.protocol.smux.MuxEvent;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The client's end of a multiplexed session.
final class MuxClient {
    private final FakeClient channel;
    private final Multiplexer mux = Multiplexer.client(100_000);
    private final Map<Long, ByteArrayOutputStream> received = new HashMap<>();
    private final Set<Long> closed = new HashSet<>();
    private int keepAlives;
    private String fault = "";

    MuxClient(FakeClient channel) {
        this.channel = channel;
        channel.onOutput(this::take);
    }

    FakeClient channel() {
        return channel;
    }

    // The channel's lock guards everything here.
    private void take(Bytes payload) {
        try {
            for (MuxEvent event : mux.received(payload)) {
                switch (event) {
                    case MuxEvent.Received(long stream, Bytes bytes) ->
                            received.computeIfAbsent(stream, _ -> new ByteArrayOutputStream())
                                    .writeBytes(bytes.toArray());
                    case MuxEvent.Closed(long stream) -> closed.add(stream);
                    case MuxEvent.KeptAlive() -> keepAlives++;
                    case MuxEvent.Opened _, MuxEvent.Refused _ -> fault = event.toString();
                }
            }
        } catch (MalformedMuxException e) {
            fault = e.toString();
        }
    }

    long open() {
        synchronized (channel) {
            Multiplexer.Opening opening = mux.open().orElseThrow();
            channel.send(PayloadTypes.OUTPUT, opening.wire());
            return opening.stream();
        }
    }

    void send(long stream, Bytes payload) {
        synchronized (channel) {
            mux.data(stream, payload).ifPresent(wire -> channel.send(PayloadTypes.OUTPUT, wire));
        }
    }

    void close(long stream) {
        synchronized (channel) {
            mux.close(stream).ifPresent(wire -> channel.send(PayloadTypes.OUTPUT, wire));
        }
    }

    /// Sends the block so many times, or until the stream is closed, never with more than a little
    /// unacknowledged.
    void flood(long stream, Bytes block, int times) {
        try {
            for (int i = 0; i < times && !isClosed(stream); i++) {
                channel.await(
                        "room", () -> channel.unacknowledged() < 10 || closed.contains(stream));
                send(stream, block);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed(long stream) {
        synchronized (channel) {
            return closed.contains(stream);
        }
    }

    void await(long stream, int size) throws InterruptedException {
        channel.await(
                size + " bytes on stream " + stream + fault,
                () -> received.containsKey(stream) && received.get(stream).size() >= size);
    }

    void awaitClosed(long stream) throws InterruptedException {
        channel.await("the end of stream " + stream, () -> closed.contains(stream));
    }

    void awaitKeepAlive() throws InterruptedException {
        channel.await("a sign of life", () -> keepAlives > 0);
    }

    Bytes received(long stream) {
        synchronized (channel) {
            return Bytes.wrap(received.get(stream).toByteArray());
        }
    }
}
