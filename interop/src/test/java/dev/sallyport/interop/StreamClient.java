package dev.sallyport.interop;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.HandshakeResponse;
import dev.sallyport.protocol.channel.Inbox;
import dev.sallyport.protocol.channel.MalformedFrameException;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.protocol.channel.Outbox;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.Stamp;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.StartSessionResponse;

/// A well-behaved client of sessions that shake hands: ports and commands. Its lock guards
/// everything.
final class StreamClient implements AutoCloseable {
    private static final String VERSION = "1.2.835.0";

    private final SocketClient socket;
    private final Outbox outbox = new Outbox(MessageTypes.INPUT_STREAM_DATA, 100_000, 64 << 20);
    private final Inbox inbox = new Inbox(100_000, 64 << 20);
    private final Map<Integer, ByteArrayOutputStream> received = new HashMap<>();
    private Consumer<Bytes> onOutput = _ -> {};
    private boolean ready;
    private String closed = "";
    private String fault = "";

    StreamClient(Sallyport sallyport, StartSessionResponse started)
            throws GeneralSecurityException {
        socket = new SocketClient(sallyport, started.streamUrl(), this::take);
        OpenDataChannel open =
                new OpenDataChannel(
                        UUID.randomUUID().toString(),
                        started.tokenValue(),
                        UUID.randomUUID().toString(),
                        Optional.of(VERSION),
                        Optional.empty());
        socket.text(open.encode().toUtf8());
        await("the end of the handshake", () -> ready);
    }

    private synchronized void take(Bytes wire) {
        try {
            Frame frame = FrameCodec.decode(wire);
            switch (frame.type()) {
                case MessageTypes.OUTPUT_STREAM_DATA -> takeOutput(frame);
                case MessageTypes.ACKNOWLEDGE ->
                        outbox.acknowledged(Acknowledge.decode(frame.payload()).sequence(), 0);
                case MessageTypes.CHANNEL_CLOSED -> closed = frame.payload().toUtf8();
                default -> fault = frame.type();
            }
        } catch (MalformedFrameException | MalformedMessageException e) {
            fault = e.toString();
        }
    }

    private void takeOutput(Frame frame) throws MalformedMessageException {
        if (inbox.offer(frame) != Inbox.Arrival.REFUSED) {
            socket.binary(FrameCodec.encode(Frames.acknowledge(frame, UUID.randomUUID(), 1)));
        }
        for (Optional<Frame> next = inbox.next(); next.isPresent(); next = inbox.next()) {
            inOrder(next.orElseThrow());
        }
    }

    private void inOrder(Frame frame) throws MalformedMessageException {
        switch (frame.payloadType()) {
            case PayloadTypes.HANDSHAKE_REQUEST -> answer(HandshakeRequest.decode(frame.payload()));
            case PayloadTypes.HANDSHAKE_COMPLETE -> ready = true;
            default -> {
                received.computeIfAbsent(frame.payloadType(), _ -> new ByteArrayOutputStream())
                        .writeBytes(frame.payload().toArray());
                if (frame.payloadType() == PayloadTypes.OUTPUT) {
                    onOutput.accept(frame.payload());
                }
            }
        }
    }

    private void answer(HandshakeRequest request) {
        HandshakeRequest.Action action = request.actions().getFirst();
        HandshakeResponse response =
                new HandshakeResponse(
                        VERSION,
                        List.of(
                                new HandshakeResponse.ProcessedAction(
                                        action.type(),
                                        HandshakeResponse.SUCCESS,
                                        action.parameters(),
                                        "")),
                        List.of());
        send(PayloadTypes.HANDSHAKE_RESPONSE, response.encode());
    }

    /// What is to be done with output from now on, in order.
    synchronized void onOutput(Consumer<Bytes> taker) {
        onOutput = taker;
    }

    synchronized void send(int payloadType, Bytes payload) {
        socket.binary(outbox.add(payloadType, payload, new Stamp(UUID.randomUUID(), 1, 0)));
    }

    synchronized Bytes received(int payloadType) {
        return Bytes.wrap(
                received.getOrDefault(payloadType, new ByteArrayOutputStream()).toByteArray());
    }

    String text(int payloadType) {
        return received(payloadType).toUtf8();
    }

    synchronized String closed() {
        return closed;
    }

    void await(String what, BooleanSupplier holds) {
        Waiting.until(
                () -> {
                    synchronized (this) {
                        return holds.getAsBoolean();
                    }
                },
                Duration.ofSeconds(30),
                () -> "no " + what + "; " + closed() + fault);
    }

    @Override
    public void close() {
        socket.close();
    }
}
