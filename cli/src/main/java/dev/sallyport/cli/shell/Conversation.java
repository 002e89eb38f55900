package dev.sallyport.cli.shell;

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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One session's talk with its node, whatever becomes of the sockets under it.
///
/// Keys must wait until the node reads them: a stock agent acknowledges what comes before its
/// handshake is done or skipped, and throws it away. The sign is the first output or the end of the
/// handshake. A program that prints nothing gives no sign; for it, the terminal's size is sent at
/// once, and if its acknowledgement is not followed by a handshake, the node is taken to read.
final class Conversation {
    /// The size sent where there is no terminal, as the public plugin does.
    static final TerminalSize NO_TERMINAL = new TerminalSize(300, 100);

    private static final int MAX_FRAMES = 256;
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_FRAMES_AHEAD = 4096;
    private static final long MAX_BYTES_AHEAD = 16 << 20;
    private static final long HANDSHAKE_GRACE = 1_500_000_000L;
    private static final Pattern EXIT_CODE = Pattern.compile("EXIT_CODE: ([0-9]{1,3})\\s*");

    /// What comes out of the talk.
    interface Effects {
        void send(Bytes wire);

        void show(Bytes output);

        void showError(Bytes output);

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
    private final Outbox outbox = new Outbox(MessageTypes.INPUT_STREAM_DATA, MAX_FRAMES, MAX_BYTES);
    private Phase phase = Phase.OPENING;
    private TerminalSize size;
    private boolean sizeIsDue;
    private boolean begun;
    private OptionalLong probeAcknowledged = OptionalLong.empty();
    private OptionalInt exitCode = OptionalInt.empty();
    private Optional<String> closing = Optional.empty();

    Conversation(Stamps stamps, Effects effects, TerminalSize size) {
        this.stamps = stamps;
        this.effects = effects;
        this.size = size;
    }

    /// A socket is open: the first one, or one in place of a lost one.
    void attached() {
        if (begun) {
            outbox.resendAll(stamps.nanos()).forEach(effects::send);
        } else {
            begun = true;
            send(PayloadTypes.SIZE, size.encode());
        }
    }

    boolean isReady() {
        return phase == Phase.READY;
    }

    boolean canType() {
        return isReady() && outbox.hasRoom();
    }

    void type(Bytes keys) {
        send(PayloadTypes.OUTPUT, keys);
    }

    void resize(TerminalSize now) {
        if (!now.equals(size)) {
            size = now;
            sizeIsDue = true;
            sendSizeIfDue();
        }
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
        sendSizeIfDue();
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
        if (sequence == 0 && probeAcknowledged.isEmpty()) {
            probeAcknowledged = OptionalLong.of(now);
        }
    }

    private void receiveStream(Frame frame) {
        switch (inbox.offer(frame)) {
            case FRESH -> {
                acknowledge(frame);
                for (Optional<Frame> next = inbox.next(); next.isPresent(); next = inbox.next()) {
                    deliver(next.orElseThrow());
                }
            }
            // The first acknowledgement may be lost.
            case REPEATED -> acknowledge(frame);
            case REFUSED -> {}
        }
    }

    private void acknowledge(Frame frame) {
        effects.send(
                FrameCodec.encode(
                        Frames.acknowledge(frame, stamps.newId(), stamps.wall().millis())));
    }

    private void deliver(Frame frame) {
        switch (frame.payloadType()) {
            case PayloadTypes.OUTPUT -> {
                readyByOutput();
                effects.show(frame.payload());
            }
            case PayloadTypes.ERROR_OUTPUT -> {
                readyByOutput();
                effects.showError(frame.payload());
            }
            case PayloadTypes.EXIT_CODE -> {
                Matcher words = EXIT_CODE.matcher(frame.payload().toUtf8());
                if (words.matches()) {
                    exitCode = OptionalInt.of(Integer.parseInt(words.group(1)));
                }
            }
            case PayloadTypes.HANDSHAKE_REQUEST -> shake(frame.payload());
            case PayloadTypes.HANDSHAKE_COMPLETE -> shaken(frame.payload());
            default -> {
                // Flags concern forwarded ports.
            }
        }
    }

    private void readyByOutput() {
        if (phase == Phase.OPENING) {
            becomeReady();
        }
    }

    private void shake(Bytes payload) {
        try {
            HandshakeRequest request = HandshakeRequest.decode(payload);
            phase = Phase.SHAKING;
            send(PayloadTypes.HANDSHAKE_RESPONSE, Handshakes.answer(request).encode());
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
        phase = Phase.READY;
        // The first one may have come before the node had a terminal to resize.
        sizeIsDue = true;
        sendSizeIfDue();
    }

    private void sendSizeIfDue() {
        if (sizeIsDue && canType()) {
            sizeIsDue = false;
            send(PayloadTypes.SIZE, size.encode());
        }
    }

    private void send(int payloadType, Bytes payload) {
        effects.send(outbox.add(payloadType, payload, stamps.next()));
    }
}
