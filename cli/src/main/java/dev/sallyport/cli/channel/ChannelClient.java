package dev.sallyport.cli.channel;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs one session from its ticket to its end.
public final class ChannelClient {
    private final String sessionId;
    private final SessionCalls calls;
    private final Stamps stamps;
    private final Timing timing;
    private final Guest guest;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Link link;
    private final Conversation conversation;
    private final Channel channel = new OwnChannel();
    private final Alarms alarms = new Alarms();

    private Optional<Use> use = Optional.empty();
    private @Nullable SessionEnd end;
    private boolean outageShown;
    private OptionalLong leaveBy = OptionalLong.empty();
    private SessionEnd leaving = new SessionEnd.Left();

    public ChannelClient(Ticket ticket, Peers peers, Timing timing, Guest guest) {
        this.sessionId = ticket.sessionId();
        this.calls = peers.calls();
        this.stamps = peers.stamps();
        this.timing = timing;
        this.guest = guest;
        this.link = new Link(ticket, peers, timing, events::add);
        this.conversation = new Conversation(stamps, new Effects(), guest.size(), guest.window());
    }

    /// Blocks until the session is over for this side.
    public SessionEnd run() throws InterruptedException {
        try {
            link.tick();
            SessionEnd ended = null;
            while (ended == null) {
                long wait = Math.max(0, nextTick() - stamps.nanos());
                Event event = events.poll(wait, TimeUnit.NANOSECONDS);
                if (event != null) {
                    handle(event);
                }
                tick();
                ended = end;
            }
            return ended;
        } finally {
            link.close();
            use.ifPresent(Use::close);
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Opened(int attempt, Wire wire) -> opened(attempt, wire);
            case Event.NotOpened(int attempt, Failure why) -> {
                if (link.isCurrent(attempt)) {
                    notOpened(why);
                }
            }
            case Event.Over(int attempt) -> {
                if (link.isCurrent(attempt)) {
                    end(leaveBy.isPresent() ? leaving : new SessionEnd.Missed());
                }
            }
            case Event.Message(int attempt, Bytes bytes) -> {
                if (link.isCurrent(attempt)) {
                    link.heard();
                    conversation.receive(bytes);
                    link.next();
                }
            }
            case Event.Heard(int attempt) -> {
                if (link.isCurrent(attempt)) {
                    link.heard();
                }
            }
            case Event.Lost(int attempt, String why) -> {
                if (link.isCurrent(attempt)) {
                    link.lost(why);
                }
            }
            case Event.Posted(Runnable action) -> action.run();
        }
    }

    private void opened(int attempt, Wire wire) {
        if (!link.isCurrent(attempt)) {
            wire.abort();
            return;
        }
        link.opened(wire);
        if (outageShown) {
            outageShown = false;
            guest.note("connected again");
        }
        conversation.attached();
    }

    private void notOpened(Failure why) {
        switch (why.exit()) {
            // A server that is starting may know neither node nor session for a moment.
            case UNREACHABLE, FAILED, NOT_CONNECTED, INTERRUPTED, OK -> link.notOpened(why);
            case DENIED, NOT_FOUND, USAGE -> end(new SessionEnd.Lost(why.text()));
        }
    }

    private void closed(String text) {
        end(
                leaveBy.isPresent()
                        ? leaving
                        : new SessionEnd.Closed(
                                text, conversation.isReady(), conversation.exitCode()));
    }

    private void tick() {
        if (conversation.closing().isPresent()) {
            // What came before the end is handed over first, however slow its taker.
            if (conversation.deliversAll()) {
                closed(conversation.closing().orElseThrow());
            }
            return;
        }
        alarms.ring(stamps.nanos());
        link.tick();
        conversation.tick(link.isIdle());
        use.ifPresent(Use::tick);
        if (!outageShown && link.outage().compareTo(timing.quiet()) > 0 && conversation.isReady()) {
            outageShown = true;
            guest.note("connection lost, trying to get it back");
        }
        link.givenUp().ifPresent(why -> end(new SessionEnd.Lost(why)));
        if (leaveBy.isPresent() && stamps.nanos() - leaveBy.getAsLong() >= 0) {
            end(leaving);
        }
    }

    private long nextTick() {
        if (conversation.closing().isPresent()) {
            // Only the taker's word that there is room again brings this on.
            return stamps.nanos() + timing.ping().toNanos();
        }
        // While nothing can be sent, what is due stays due: only the link's own time counts.
        OptionalLong talk = link.isIdle() ? conversation.nextTick() : OptionalLong.empty();
        return sooner(sooner(sooner(link.nextTick(), talk), leaveBy), alarms.next());
    }

    private static long sooner(long one, OptionalLong other) {
        return other.isPresent() && other.getAsLong() - one < 0 ? other.getAsLong() : one;
    }

    /// Asks the service to end the session and waits a little for its word. May be called on any
    /// thread; {@link #run} returns in the end.
    public void leave() {
        channel.post(() -> leave(new SessionEnd.Left()));
    }

    private void leave(SessionEnd how) {
        if (leaveBy.isPresent()) {
            return;
        }
        leaving = how;
        leaveBy = OptionalLong.of(stamps.nanos() + timing.farewell().toNanos());
        Thread.ofVirtual().name("terminate").start(this::terminate);
    }

    private void terminate() {
        try {
            calls.terminate(sessionId);
        } catch (Failure failure) {
            if (failure.exit() == ExitCode.UNREACHABLE) {
                return; // The farewell's time runs out, and the service notices by itself.
            }
            guest.note("the session could not be ended: " + failure.text());
        }
    }

    private void end(SessionEnd how) {
        if (end == null) {
            end = how;
        }
    }

    private final class OwnChannel implements Channel {
        @Override
        public String sessionId() {
            return sessionId;
        }

        @Override
        public boolean hasRoom() {
            return conversation.hasRoom();
        }

        @Override
        public void send(int payloadType, Bytes payload) {
            conversation.send(payloadType, payload);
        }

        @Override
        public boolean isDrained() {
            return conversation.isDrained();
        }

        @Override
        public boolean isConnected() {
            return link.outage().isZero();
        }

        @Override
        public void post(Runnable action) {
            events.add(new Event.Posted(action));
        }

        @Override
        public void later(Duration delay, Runnable action) {
            alarms.set(stamps.nanos() + delay.toNanos(), action);
        }

        @Override
        public void leave(SessionEnd how) {
            ChannelClient.this.leave(how);
        }
    }

    private final class Effects implements Conversation.Effects {
        @Override
        public void send(Bytes wire) {
            link.send(wire);
        }

        @Override
        public boolean knows(String sessionType) {
            return guest.knows(sessionType);
        }

        @Override
        public void begin(Purpose purpose) {
            use = Optional.of(guest.begin(purpose, channel));
        }

        @Override
        public boolean hasRoom() {
            return use.map(Use::hasRoom).orElse(true);
        }

        @Override
        public void deliver(int payloadType, Bytes payload) {
            if (use.isEmpty() || leaveBy.isPresent()) {
                return; // What comes after the user has left is nobody's.
            }
            try {
                use.orElseThrow().received(payloadType, payload);
            } catch (IOException _) {
                leave(new SessionEnd.Unread());
            }
        }

        @Override
        public void note(String text) {
            guest.note(text);
        }
    }
}
