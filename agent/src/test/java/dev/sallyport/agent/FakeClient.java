package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.HandshakeResponse;
import dev.sallyport.protocol.channel.Inbox;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.Outbox;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.Stamp;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The client's end of a session, talking to the node as if there were no server in between.
final class FakeClient {
    private static final long PATIENCE_MILLIS = 20_000;
    private static final long STILL_MILLIS = 1500;

    final List<String> states = new ArrayList<>();
    final Map<Long, Integer> copies = new HashMap<>();
    private final Outbox outbox = new Outbox(MessageTypes.INPUT_STREAM_DATA, 100_000, 64 << 20);
    private final Inbox inbox = new Inbox(100_000, 64 << 20);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Map<Integer, ByteArrayOutputStream> byType = new HashMap<>();
    private final List<Bytes> flags = new ArrayList<>();
    private Consumer<Bytes> onOutput = _ -> {};
    private Bytes handshakeRequest = Bytes.EMPTY;
    private boolean handshakeDone;
    private int unacknowledged;
    private long acknowledgedBytes;
    private FakeSocket socket;
    private boolean attached;
    private boolean acknowledging = true;
    private int largestFrame;
    private long bytesReceived;

    FakeClient(FakeSocket socket) {
        attach(socket);
    }

    synchronized void attach(FakeSocket fresh) {
        socket = fresh;
        attached = true;
        outbox.resendAll(0).forEach(wire -> fresh.send(FakeSocket.BINARY, wire));
        Thread.ofVirtual().start(() -> read(fresh));
    }

    private void read(FakeSocket from) {
        for (Optional<FakeSocket.Message> next = from.read();
                next.isPresent();
                next = from.read()) {
            take(from, next.orElseThrow().payload());
        }
        synchronized (this) {
            attached = attached && socket != from;
            notifyAll();
        }
    }

    private synchronized void take(FakeSocket from, Bytes wire) {
        try {
            Frame frame = FrameCodec.decode(wire);
            switch (frame.type()) {
                case MessageTypes.OUTPUT_STREAM_DATA -> takeOutput(from, frame);
                case MessageTypes.ACKNOWLEDGE -> {
                    long before = outbox.unacknowledgedBytes();
                    if (outbox.acknowledged(Acknowledge.decode(frame.payload()).sequence(), 0)) {
                        unacknowledged--;
                        acknowledgedBytes += before - outbox.unacknowledgedBytes();
                    }
                }
                case MessageTypes.AGENT_SESSION_STATE ->
                        states.add(AgentSessionState.decode(frame.payload()).state());
                default -> states.add("unexpected: " + frame.type());
            }
        } catch (Exception e) {
            states.add("broken: " + e);
        }
        notifyAll();
    }

    private void takeOutput(FakeSocket from, Frame frame) {
        if (copies.merge(frame.sequence(), 1, Integer::sum) == 1) {
            bytesReceived += frame.payload().size();
        }
        largestFrame = Math.max(largestFrame, frame.payload().size());
        if (!acknowledging) {
            return;
        }
        if (inbox.offer(frame) != Inbox.Arrival.REFUSED) {
            from.send(
                    FakeSocket.BINARY,
                    FrameCodec.encode(Frames.acknowledge(frame, UUID.randomUUID(), 1)));
        }
        for (Optional<Frame> next = inbox.next(); next.isPresent(); next = inbox.next()) {
            inOrder(next.orElseThrow());
        }
    }

    private void inOrder(Frame frame) {
        switch (frame.payloadType()) {
            case PayloadTypes.HANDSHAKE_REQUEST -> handshakeRequest = frame.payload();
            case PayloadTypes.HANDSHAKE_COMPLETE -> handshakeDone = true;
            case PayloadTypes.FLAG -> flags.add(frame.payload());
            default -> {
                output.writeBytes(frame.payload().toArray());
                byType.computeIfAbsent(frame.payloadType(), _ -> new ByteArrayOutputStream())
                        .writeBytes(frame.payload().toArray());
                onOutput.accept(frame.payload());
            }
        }
    }

    /// What is to be done with output, in order.
    synchronized void onOutput(Consumer<Bytes> taker) {
        onOutput = taker;
    }

    void shakeHands(String version) throws Exception {
        answerHandshake(version, HandshakeResponse.SUCCESS, "");
        await("the end of the handshake", () -> handshakeDone);
    }

    void refuseHandshake(String why) throws Exception {
        answerHandshake("1.2.835.0", HandshakeResponse.FAILED, why);
    }

    private void answerHandshake(String version, int status, String error) throws Exception {
        await("a handshake", () -> !handshakeRequest.isEmpty());
        HandshakeRequest request = HandshakeRequest.decode(handshakeRequest);
        send(
                PayloadTypes.HANDSHAKE_RESPONSE,
                new HandshakeResponse(
                                version,
                                List.of(
                                        new HandshakeResponse.ProcessedAction(
                                                request.actions().getFirst().type(),
                                                status,
                                                request.actions().getFirst().parameters(),
                                                error)),
                                List.of())
                        .encode());
    }

    synchronized void flag(Bytes flag) {
        send(PayloadTypes.FLAG, flag);
    }

    synchronized List<Bytes> flags() {
        return List.copyOf(flags);
    }

    /// What came with payloads of this type.
    synchronized String text(int payloadType) {
        return byType.getOrDefault(payloadType, new ByteArrayOutputStream())
                .toString(StandardCharsets.UTF_8);
    }

    synchronized int unacknowledged() {
        return unacknowledged;
    }

    synchronized long acknowledgedBytes() {
        return acknowledgedBytes;
    }

    /// Waits until a count has not changed for a while: whoever is held up stays so.
    synchronized void awaitStill(LongSupplier count) throws InterruptedException {
        long seen = -1;
        while (seen != count.getAsLong()) {
            seen = count.getAsLong();
            long end = System.currentTimeMillis() + STILL_MILLIS;
            for (long left = STILL_MILLIS; left > 0; left = end - System.currentTimeMillis()) {
                wait(left);
            }
        }
    }

    void type(String text) {
        type(text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void type(byte[] keys) {
        send(PayloadTypes.OUTPUT, Bytes.copyOf(keys));
    }

    synchronized void resize(int cols, int rows) {
        send(PayloadTypes.SIZE, new TerminalSize(cols, rows).encode());
    }

    synchronized void send(int payloadType, Bytes payload) {
        Bytes wire = outbox.add(payloadType, payload, new Stamp(UUID.randomUUID(), 1, 0));
        unacknowledged++;
        socket.send(FakeSocket.BINARY, wire);
    }

    synchronized void control(String type) {
        Frame frame = Frames.control(type, Bytes.EMPTY, UUID.randomUUID(), 1);
        socket.send(FakeSocket.BINARY, FrameCodec.encode(frame));
    }

    synchronized void closeChannel(String sessionId) {
        ChannelClosed closed =
                new ChannelClosed(UUID.randomUUID(), 1, FakeServer.NODE, sessionId, "");
        socket.send(FakeSocket.BINARY, FrameCodec.encode(Frames.channelClosed(closed)));
    }

    /// Cuts the socket, without a word.
    synchronized void cut() {
        socket.drop();
    }

    synchronized void acknowledge(boolean on) {
        acknowledging = on;
    }

    synchronized String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    synchronized byte[] bytes() {
        return output.toByteArray();
    }

    synchronized int largestFrame() {
        return largestFrame;
    }

    /// Each byte counted once, however often it came.
    synchronized long bytesReceived() {
        return bytesReceived;
    }

    void awaitOutput(String part) throws InterruptedException {
        await("output '" + part + "'", () -> text().contains(part));
    }

    void awaitState(String state) throws InterruptedException {
        await("state " + state, () -> states.contains(state));
    }

    void awaitGone() throws InterruptedException {
        await("the node to leave", () -> !attached);
    }

    void awaitAllAcknowledged() throws InterruptedException {
        await("acknowledgement of all input", outbox::isEmpty);
    }

    synchronized void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!condition.getAsBoolean()) {
            long left = end - System.currentTimeMillis();
            assertThat(left).as("waiting for %s; have: %s", what, tail()).isPositive();
            wait(left);
        }
    }

    private String tail() {
        String text = text();
        return states + " " + text.substring(Math.max(0, text.length() - 300));
    }
}
