package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.HandshakeComplete;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.Inbox;
import dev.sallyport.protocol.channel.MalformedFrameException;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.Outbox;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One session's talk with its node, whatever becomes of the sockets under it.
///
/// What goes up must wait until the node reads it: a stock agent acknowledges what comes before its
/// handshake is done or skipped, and throws it away. The sign is the first output or the end of the
/// handshake, or what {@link Guest#size} tells.
final class Conversation {
    private static final int MAX_FRAMES = 256;
    private static final int MAX_FRAMES_AHEAD = 4096;
    private static final long MAX_BYTES_AHEAD = 16 << 20;
    private static final long HANDSHAKE_GRACE = 1_500_000_000L;
    private static final Pattern EXIT_CODE = Pattern.compile("EXIT_CODE: ([0-9]{1,3})\\s*");

    /// What comes out of the talk.
    interface Effects {
        void send(Bytes wire);

        boolean knows(String sessionType);

        void begin(Purpose purpose);

        /// Whether {@link #deliver} may be called.
        boolean hasRoom();

        void deliver(int payloadType, Bytes payload);

        void note(String text);
    }

    private enum Phase {
        /// Nothing heard that tells what kind of session this is.
        OPENING,
        /// The node asked for a handshake and has not finished it.
        SHAKING,
        READY
    }

    private final Stamps stamps;
    private final Effects effects;
    private final Inbox inbox = new Inbox(MAX_FRAMES_AHEAD, MAX_BYTES_AHEAD);
    private final Outbox outbox;
    private Phase phase = Phase.OPENING;
    // In order or ahead of it, and not acknowledged because nobody could take them.
    private final Set<Long> held = new HashSet<>();
    private final Optional<TerminalSize> probe;
    private Purpose purpose = new Purpose.Shell(SessionTypes.SHELL);
    private boolean begun;
    private OptionalLong probeAcknowledged = OptionalLong.empty();
    private OptionalInt exitCode = OptionalInt.empty();
    private Optional<String> closing = Optional.empty();

    Conversation(Stamps stamps, Effects effects, Optional<TerminalSize> probe, long window) {
        this.outbox = new Outbox(MessageTypes.INPUT_STREAM_DATA, MAX_FRAMES, window);
        this.stamps = stamps;
        this.effects = effects;
        this.probe = probe;
    }

    /// A socket is open: the first one, or one in place of a lost one.
    void attached() {
        if (begun) {
            outbox.resendAll(stamps.nanos()).forEach(effects::send);
        } else {
            begun = true;
            probe.ifPresent(size -> send(PayloadTypes.SIZE, size.encode()));
        }
    }

    boolean isReady() {
        return phase == Phase.READY;
    }

    boolean hasRoom() {
        return isReady() && outbox.hasRoom();
    }

    boolean isDrained() {
        return outbox.isEmpty();
    }

    /// The words with which the service ended the session, once it has.
    Optional<String> closing() {
        return closing;
    }

    /// What the node's command returned, if it said so.
    OptionalInt exitCode() {
        return exitCode;
    }

    /// Sends again what is due. `mayResend` is false while the socket is still busy.
    void tick(boolean mayResend) {
        long now = stamps.nanos();
        if (phase == Phase.OPENING
                && probeAcknowledged.isPresent()
                && now - probeAcknowledged.getAsLong() >= HANDSHAKE_GRACE) {
            becomeReady();
        }
        if (mayResend) {
            outbox.due(now).forEach(effects::send);
        }
        var _ = deliversAll();
    }

    /// When {@link #tick} has work again.
    OptionalLong nextTick() {
        OptionalLong resend = outbox.nextDue();
        boolean inGrace = phase == Phase.OPENING && probeAcknowledged.isPresent();
        if (!inGrace) {
            return resend;
        }
        long grace = probeAcknowledged.getAsLong() + HANDSHAKE_GRACE;
        boolean resendFirst = resend.isPresent() && resend.getAsLong() - grace < 0;
        return resendFirst ? resend : OptionalLong.of(grace);
    }

    /// Takes in one message. Broken ones are skipped: their sender tries again.
    void receive(Bytes wire) {
        try {
            Frame frame = FrameCodec.decodeLeniently(wire);
            switch (frame.type()) {
                case MessageTypes.OUTPUT_STREAM_DATA -> receiveStream(frame);
                case MessageTypes.ACKNOWLEDGE ->
                        acknowledged(Acknowledge.decode(frame.payload()).sequence());
                case MessageTypes.CHANNEL_CLOSED ->
                        closing = Optional.of(ChannelClosed.decode(frame.payload()).output());
                default -> {
                    // Pauses are the node's affair; types to come are skipped, as every peer does.
                }
            }
        } catch (MalformedFrameException | MalformedMessageException _) {
            // Not acknowledged, so a stream frame comes again.
        }
    }

    private void acknowledged(long sequence) {
        long now = stamps.nanos();
        outbox.acknowledged(sequence, now);
        if (sequence == 0 && probe.isPresent() && probeAcknowledged.isEmpty()) {
            probeAcknowledged = OptionalLong.of(now);
        }
    }

    private void receiveStream(Frame frame) {
        switch (inbox.offer(frame)) {
            case FRESH -> {
                if (effects.hasRoom()) {
                    acknowledge(frame);
                    var _ = deliversAll();
                } else {
                    held.add(frame.sequence());
                }
            }
            // The first acknowledgement may be lost.
            case REPEATED -> {
                if (!held.contains(frame.sequence())) {
                    acknowledge(frame);
                }
            }
            case REFUSED -> {}
        }
    }

    /// Hands over what is in order; false if some of it has to wait for room.
    boolean deliversAll() {
        while (effects.hasRoom()) {
            Optional<Frame> next = inbox.next();
            if (next.isEmpty()) {
                return true;
            }
            Frame frame = next.orElseThrow();
            if (held.remove(frame.sequence())) {
                acknowledge(frame);
            }
            deliver(frame);
        }
        return false;
    }

    private void acknowledge(Frame frame) {
        effects.send(
                FrameCodec.encode(
                        Frames.acknowledge(frame, stamps.newId(), stamps.wall().millis())));
    }

    private void deliver(Frame frame) {
        switch (frame.payloadType()) {
            case PayloadTypes.OUTPUT, PayloadTypes.ERROR_OUTPUT -> pass(frame);
            case PayloadTypes.EXIT_CODE -> {
                Matcher words = EXIT_CODE.matcher(frame.payload().toUtf8());
                if (words.matches()) {
                    exitCode = OptionalInt.of(Integer.parseInt(words.group(1)));
                }
                pass(frame);
            }
            case PayloadTypes.FLAG -> {
                if (isReady()) {
                    pass(frame);
                }
            }
            case PayloadTypes.HANDSHAKE_REQUEST -> shake(frame.payload());
            case PayloadTypes.HANDSHAKE_COMPLETE -> shaken(frame.payload());
            default -> {
                // Types to come are skipped, as every peer does.
            }
        }
    }

    private void pass(Frame frame) {
        readyByOutput();
        effects.deliver(frame.payloadType(), frame.payload());
    }

    private void readyByOutput() {
        if (phase == Phase.OPENING) {
            becomeReady();
        }
    }

    private void shake(Bytes payload) {
        try {
            HandshakeRequest request = HandshakeRequest.decode(payload);
            if (isReady()) {
                return;
            }
            phase = Phase.SHAKING;
            Handshakes.purpose(request).ifPresent(known -> purpose = known);
            send(
                    PayloadTypes.HANDSHAKE_RESPONSE,
                    Handshakes.answer(request, effects::knows).encode());
        } catch (MalformedMessageException _) {
            effects.note("the node's handshake cannot be read");
        }
    }

    private void shaken(Bytes payload) {
        try {
            String message = HandshakeComplete.decode(payload).customerMessage();
            if (!message.isBlank()) {
                effects.note(message.strip());
            }
        } catch (MalformedMessageException _) {
            // The message is for the eye only; the handshake is complete all the same.
        }
        becomeReady();
    }

    private void becomeReady() {
        // A second handshake changes nothing.
        if (phase != Phase.READY) {
            phase = Phase.READY;
            effects.begin(purpose);
        }
    }

    void send(int payloadType, Bytes payload) {
        effects.send(outbox.add(payloadType, payload, stamps.next()));
    }
}
