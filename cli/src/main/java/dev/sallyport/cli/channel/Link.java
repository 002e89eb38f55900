package dev.sallyport.cli.channel;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.OpenDataChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Keeps a session connected: opens the socket, notices its loss, opens another.
///
/// Owned by one thread. Connecting happens on threads of its own, which report by events.
final class Link {
    private static final long FIRST_DELAY = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_DELAY = Duration.ofSeconds(5).toNanos();

    private final SessionCalls calls;
    private final Wire.Dialer dialer;
    private final Stamps stamps;
    private final Timing timing;
    private final Consumer<Event> events;
    private final UUID clientId;
    private final String sessionId;

    private Optional<Wire> wire = Optional.empty();
    private Optional<Ticket> unused;
    private int attempt;
    private boolean trying;
    private boolean everOpen;
    private long delay = FIRST_DELAY;
    private long nextTry;
    private long lostAt;
    private long lastHeard;
    private long nextPing;
    private String lastTrouble = "";

    Link(Ticket ticket, Peers peers, Timing timing, Consumer<Event> events) {
        this.calls = peers.calls();
        this.dialer = peers.dialer();
        this.stamps = peers.stamps();
        this.timing = timing;
        this.events = events;
        this.clientId = stamps.newId();
        this.sessionId = ticket.sessionId();
        this.unused = Optional.of(ticket);
        this.lostAt = stamps.nanos();
        this.nextTry = lostAt;
    }

    boolean isOpen() {
        return wire.isPresent();
    }

    boolean isIdle() {
        return wire.map(Wire::isIdle).orElse(false);
    }

    /// Whether this is news of the present socket and not of one before.
    boolean isCurrent(int eventAttempt) {
        return eventAttempt == attempt;
    }

    void send(Bytes message) {
        // What cannot be sent now is in the outbox, or an acknowledgement that will be asked again.
        wire.ifPresent(open -> open.binary(message));
    }

    void next() {
        wire.ifPresent(Wire::next);
    }

    void opened(Wire opened) {
        long now = stamps.nanos();
        trying = false;
        everOpen = true;
        delay = FIRST_DELAY;
        lastHeard = now;
        nextPing = now;
        wire = Optional.of(opened);
        opened.next();
    }

    void notOpened(Failure why) {
        trying = false;
        lastTrouble = why.text();
        double jitter = 0.75 + stamps.random().nextDouble() / 2;
        nextTry = stamps.nanos() + (long) (delay * jitter);
        delay = Math.min(2 * delay, LONGEST_DELAY);
    }

    void heard() {
        lastHeard = stamps.nanos();
    }

    void lost(String why) {
        wire.ifPresent(Wire::abort);
        wire = Optional.empty();
        trying = false;
        lastTrouble = why;
        lostAt = stamps.nanos();
        nextTry = lostAt;
        // Whatever the old socket still says is about nothing we have.
        attempt++;
    }

    void close() {
        wire.ifPresent(Wire::abort);
        wire = Optional.empty();
        attempt++;
    }

    /// Pings, notices silence, tries again.
    void tick() {
        long now = stamps.nanos();
        if (wire.isPresent()) {
            if (now - lastHeard > timing.silence().toNanos()) {
                lost("no sign of life");
            } else if (now - nextPing >= 0) {
                nextPing = now + timing.ping().toNanos();
                wire.ifPresent(Wire::ping);
            }
        }
        if (wire.isEmpty() && !trying && now - nextTry >= 0) {
            trying = true;
            int mine = ++attempt;
            Optional<Ticket> ticket = unused;
            unused = Optional.empty();
            Thread.ofVirtual().name("connect-" + mine).start(() -> connect(mine, ticket));
        }
    }

    /// When {@link #tick} has work again, at the latest.
    long nextTick() {
        long now = stamps.nanos();
        if (wire.isPresent()) {
            return Math.min(nextPing - now, lastHeard + timing.silence().toNanos() - now) + now;
        }
        // While a try is on its way only its event brings news.
        return trying ? now + LONGEST_DELAY : nextTry;
    }

    /// How long the session has been without a socket.
    Duration outage() {
        return wire.isPresent() ? Duration.ZERO : Duration.ofNanos(stamps.nanos() - lostAt);
    }

    /// Why there is no use in trying on, once there is none.
    Optional<String> givenUp() {
        Duration patience = everOpen ? timing.patience() : timing.firstPatience();
        return outage().compareTo(patience) > 0 ? Optional.of(lastTrouble) : Optional.empty();
    }

    private void connect(int mine, Optional<Ticket> first) {
        try {
            Optional<Ticket> ticket = first.isPresent() ? first : calls.resume(sessionId);
            if (ticket.isEmpty()) {
                events.accept(new Event.Over(mine));
                return;
            }
            Ticket valid = ticket.orElseThrow();
            Wire opened = dialer.dial(valid.streamUrl(), listener(mine));
            opened.text(
                    new OpenDataChannel(
                                    stamps.newId().toString(),
                                    valid.token(),
                                    clientId.toString(),
                                    Optional.of(Handshakes.CLIENT_VERSION),
                                    Optional.empty())
                            .encode());
            events.accept(new Event.Opened(mine, opened));
        } catch (Failure failure) {
            events.accept(new Event.NotOpened(mine, failure));
        } catch (IOException e) {
            events.accept(new Event.NotOpened(mine, unreachable(e)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Failure unreachable(IOException e) {
        return new Failure(ExitCode.UNREACHABLE, "cannot open the data channel: " + e.getMessage());
    }

    private Wire.Listener listener(int mine) {
        return new Wire.Listener() {
            @Override
            public void message(Bytes message) {
                events.accept(new Event.Message(mine, message));
            }

            @Override
            public void pong() {
                events.accept(new Event.Heard(mine));
            }

            @Override
            public void lost(String why) {
                events.accept(new Event.Lost(mine, why));
            }
        };
    }
}
