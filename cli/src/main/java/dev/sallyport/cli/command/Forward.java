package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.port.LocalListener;
import dev.sallyport.cli.port.PortUse;
import dev.sallyport.protocol.channel.TerminalSize;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// One forwarded port: a listener that stays, and a session behind it, and another one when that
/// has ended and somebody connects.
final class Forward implements AutoCloseable {
    private final Sessions sessions;
    private final ObjectNode request;
    private final LocalListener listener;
    private final Consumer<String> notes;
    private final BlockingQueue<SocketChannel> waiting = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile Optional<PortUse> port = Optional.empty();
    private volatile String sessionId = "";

    Forward(Sessions sessions, ObjectNode request, LocalListener listener, Consumer<String> notes) {
        this.sessions = sessions;
        this.request = request;
        this.listener = listener;
        this.notes = notes;
    }

    int localPort() {
        return listener.port();
    }

    String sessionId() {
        return sessionId;
    }

    /// Starts the first session, so that what is not allowed is told at once.
    void start(Consumer<Failure> failed) {
        Ticket first = sessions.start(request);
        sessionId = first.sessionId();
        listener.accept(this::connected);
        Thread.ofPlatform().name("forward").start(() -> run(first, failed));
    }

    /// Waits until the node is ready for connections, or it has failed.
    void awaitBegun() throws InterruptedException {
        begun.await();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void run(Ticket first, Consumer<Failure> failed) {
        Ticket ticket = first;
        try {
            while (true) {
                String why = ended(sessions.run(ticket, new Local()));
                port = Optional.empty();
                notes.accept(why + "; the next connection starts another");
                SocketChannel next = waiting.take();
                waiting.add(next);
                ticket = sessions.start(request);
                sessionId = ticket.sessionId();
            }
        } catch (Failure failure) {
            failed.accept(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
            listener.close();
        }
    }

    /// Why a session that carried connections has ended. One that never did is a failure.
    private String ended(SessionEnd end) {
        boolean ran = port.isPresent();
        return switch (end) {
            case SessionEnd.Closed(String text, _, _) when ran ->
                    "session " + sessionId + (text.isBlank() ? " ended" : ": " + text.strip());
            case SessionEnd.Missed() when ran -> "session " + sessionId + " ended meanwhile";
            case SessionEnd.Lost(String why) when ran ->
                    "session " + sessionId + " is lost: " + why;
            case SessionEnd.Closed(String text, _, _) ->
                    throw new Failure(
                            ExitCode.FAILED,
                            text.isBlank() ? "the node ended the session" : text.strip());
            case SessionEnd.Lost(String why) ->
                    throw new Failure(ExitCode.UNREACHABLE, "no connection: " + why);
            case SessionEnd.Missed(), SessionEnd.Left(), SessionEnd.Unread() ->
                    throw new Failure(ExitCode.FAILED, "session " + sessionId + " ended");
        };
    }

    private void connected(SocketChannel socket) {
        synchronized (waiting) {
            if (port.isPresent()) {
                port.orElseThrow().open(socket);
            } else {
                waiting.add(socket);
            }
        }
    }

    /// Takes what connected while there was no session.
    private void use(PortUse opened) {
        synchronized (waiting) {
            port = Optional.of(opened);
            for (SocketChannel socket = waiting.poll(); socket != null; socket = waiting.poll()) {
                opened.open(socket);
            }
        }
        begun.countDown();
    }

    private final class Local implements Guest {
        @Override
        public boolean knows(String sessionType) {
            return sessionType.equals(SessionTypes.PORT);
        }

        @Override
        public Optional<TerminalSize> size() {
            return Optional.empty();
        }

        @Override
        public Use begin(Purpose purpose, Channel channel) {
            return switch (purpose) {
                case Purpose.Port far -> {
                    PortUse opened =
                            PortUse.begin(
                                    far,
                                    channel,
                                    () -> notes.accept("the node could not connect to the port"));
                    use(opened);
                    yield opened;
                }
                case Purpose.Shell _ ->
                        throw new Failure(ExitCode.FAILED, "the node opened a shell, not a port");
            };
        }

        @Override
        public void note(String text) {
            notes.accept(text);
        }
    }
}
