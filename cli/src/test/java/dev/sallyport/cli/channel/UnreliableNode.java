package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.Inbox;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.Outbox;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;

/// A node that prints line after line and keeps what it is sent, behind a network that loses the
/// connection with everything on its way, every few messages. In memory, and the same with the same
/// seed and order.
final class UnreliableNode implements Wire.Dialer {
    private final Random chance;
    private final int meanLife;
    private final int lines;
    private final Stamps stamps;
    private final Inbox inbox = new Inbox(4096, 1 << 24);
    private final Outbox outbox = new Outbox(MessageTypes.OUTPUT_STREAM_DATA, 16, 1 << 20);
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int printed;
    private int dialled;
    private boolean asleep;

    /// @param meanLife of a connection, in messages
    UnreliableNode(long seed, int meanLife, int lines, Stamps stamps) {
        this.chance = new Random(seed);
        this.meanLife = meanLife;
        this.lines = lines;
        this.stamps = stamps;
    }

    synchronized int dialled() {
        return dialled;
    }

    synchronized String heard() {
        return heard.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Connections open now stay so, and carry nothing ever again.
    synchronized void sleep() {
        asleep = true;
    }

    @Override
    public synchronized Wire dial(URI url, Wire.Listener listener) throws IOException {
        dialled++;
        asleep = false;
        Line line = new Line(listener);
        outbox.resendAll(stamps.nanos()).forEach(line::push);
        print(line);
        return line;
    }

    private void print(Line line) {
        while (printed < lines && outbox.hasRoom()) {
            Bytes text = Bytes.ofUtf8("line " + printed++ + "\n");
            line.push(outbox.add(PayloadTypes.OUTPUT, text, stamps.next()));
        }
    }

    private void take(Bytes message, Line line) {
        try {
            Frame frame = FrameCodec.decode(message);
            if (frame.type().equals(MessageTypes.ACKNOWLEDGE)) {
                outbox.acknowledged(Acknowledge.decode(frame.payload()).sequence(), stamps.nanos());
                print(line);
                return;
            }
            if (inbox.offer(frame) != Inbox.Arrival.REFUSED) {
                line.push(FrameCodec.encode(Frames.acknowledge(frame, stamps.newId(), 1)));
            }
            for (Optional<Frame> next = inbox.next(); next.isPresent(); next = inbox.next()) {
                heard.writeBytes(next.orElseThrow().payload().toArray());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// One connection.
    private final class Line implements Wire {
        private final Listener listener;
        private final Deque<Bytes> down = new ArrayDeque<>();
        private int asked;
        private boolean dead;

        Line(Listener listener) {
            this.listener = listener;
        }

        /// Whether one more message gets through.
        private boolean passes() {
            if (dead || asleep) {
                return false;
            }
            if (chance.nextInt(meanLife) == 0) {
                dead = true;
                listener.lost("cut");
            }
            return !dead;
        }

        void push(Bytes message) {
            down.add(message);
            pump();
        }

        private void pump() {
            while (asked > 0 && !down.isEmpty()) {
                Bytes message = down.remove();
                if (!passes()) {
                    return;
                }
                asked--;
                listener.message(message);
            }
        }

        @Override
        public void text(Bytes utf8) {
            // The token is another test's.
        }

        @Override
        public void binary(Bytes message) {
            synchronized (UnreliableNode.this) {
                if (passes()) {
                    take(message, this);
                }
            }
        }

        @Override
        public void ping() {
            synchronized (UnreliableNode.this) {
                if (!dead && !asleep) {
                    listener.pong();
                }
            }
        }

        @Override
        public void next() {
            synchronized (UnreliableNode.this) {
                asked++;
                pump();
            }
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public void abort() {
            synchronized (UnreliableNode.this) {
                dead = true;
            }
        }
    }
}
