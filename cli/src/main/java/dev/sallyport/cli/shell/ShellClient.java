package dev.sallyport.cli.shell;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.terminal.EscapeKeys;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs one session from its ticket to its end.
public final class ShellClient {
    private static final String ESCAPE_HELP =
            "~.  end the session    ~?  this help    ~~  type a ~    (after a line's end)";
    private static final int CTRL_C = 3;

    private final String sessionId;
    private final SessionCalls calls;
    private final Stamps stamps;
    private final Surroundings around;
    private final Timing timing;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Keyboard keyboard;
    private final Link link;
    private final Conversation conversation;
    private final Deque<Bytes> keys = new ArrayDeque<>();

    private @Nullable ShellEnd end;
    private boolean keysAreHeld;
    private boolean outageShown;
    private OptionalLong leaveBy = OptionalLong.empty();

    /// What the user sits at.
    public record Surroundings(
            InputStream in, Screen screen, Terminal terminal, EscapeKeys escapeKeys) {}

    public ShellClient(
            Ticket ticket,
            SessionCalls calls,
            Wire.Dialer dialer,
            Stamps stamps,
            Surroundings around,
            Timing timing) {
        this.sessionId = ticket.sessionId();
        this.calls = calls;
        this.stamps = stamps;
        this.around = around;
        this.timing = timing;
        this.keyboard = new Keyboard(around.in());
        this.link = new Link(ticket, new Link.Peers(calls, dialer, stamps), timing, events::add);
        this.conversation =
                new Conversation(
                        stamps,
                        new Output(),
                        around.terminal().size().orElse(Conversation.NO_TERMINAL));
    }

    /// Blocks until the session is over for this side.
    public ShellEnd run() throws InterruptedException {
        around.terminal().onResize(() -> events.add(new Event.Resized()));
        keyboard.start(events::add);
        link.tick();
        ShellEnd ended = null;
        while (ended == null) {
            long wait = Math.max(0, nextTick() - stamps.nanos());
            Event event = events.poll(wait, TimeUnit.NANOSECONDS);
            if (event != null) {
                handle(event);
            }
            tick();
            ended = end;
        }
        link.close();
        return ended;
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
                    close("the session ended while the connection was lost");
                }
            }
            case Event.Message(int attempt, Bytes bytes) -> {
                if (link.isCurrent(attempt)) {
                    link.heard();
                    conversation.receive(bytes);
                    conversation.closing().ifPresent(this::close);
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
            case Event.Typed(Bytes typed) -> typed(typed);
            case Event.InputEnded() -> {
                // A script that has been read to its end still wants to see what it does.
            }
            case Event.Resized() -> around.terminal().size().ifPresent(conversation::resize);
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
            around.screen().note("connected again");
        }
        conversation.attached();
    }

    private void notOpened(Failure why) {
        switch (why.exit()) {
            // A server that is starting may know neither node nor session for a moment.
            case UNREACHABLE, FAILED, NOT_CONNECTED, INTERRUPTED, OK -> link.notOpened(why);
            case DENIED, NOT_FOUND, USAGE -> end(new ShellEnd.Lost(why.text()));
        }
    }

    private void close(String text) {
        end(
                leaveBy.isPresent()
                        ? new ShellEnd.Left()
                        : new ShellEnd.Closed(
                                text, conversation.isReady(), conversation.exitCode()));
    }

    private void typed(Bytes typed) {
        keysAreHeld = true;
        for (EscapeKeys.Key key : around.escapeKeys().read(typed)) {
            switch (key) {
                case EscapeKeys.Typed(Bytes bytes) -> keys.add(bytes);
                case EscapeKeys.End() -> leave(new ShellEnd.Left());
                case EscapeKeys.Help() -> around.screen().note(ESCAPE_HELP);
            }
        }
        // No shell reads yet that could make something of it, so it means this program.
        boolean atTerminal = around.terminal().isInputTerminal();
        if (atTerminal && !conversation.isReady() && holds(typed, CTRL_C)) {
            leave(new ShellEnd.Left());
        }
    }

    private static boolean holds(Bytes bytes, int wanted) {
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.at(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    private void tick() {
        link.tick();
        conversation.tick(link.isIdle());
        while (!keys.isEmpty() && conversation.canType()) {
            conversation.type(keys.remove());
        }
        if (keysAreHeld && keys.isEmpty()) {
            keysAreHeld = false;
            keyboard.done();
        }
        if (!outageShown && link.outage().compareTo(timing.quiet()) > 0 && conversation.isReady()) {
            outageShown = true;
            around.screen().note("connection lost, trying to get it back");
        }
        link.givenUp().ifPresent(why -> end(new ShellEnd.Lost(why)));
        if (leaveBy.isPresent() && stamps.nanos() - leaveBy.getAsLong() >= 0) {
            end(new ShellEnd.Left());
        }
    }

    private long nextTick() {
        long next = link.nextTick();
        // While nothing can be sent, what is due stays due: only the link's own time counts.
        OptionalLong talk = link.isIdle() ? conversation.nextTick() : OptionalLong.empty();
        if (talk.isPresent() && talk.getAsLong() - next < 0) {
            next = talk.getAsLong();
        }
        if (leaveBy.isPresent() && leaveBy.getAsLong() - next < 0) {
            next = leaveBy.getAsLong();
        }
        return next;
    }

    /// Asks the service to end the session and waits a little for its word.
    private void leave(ShellEnd how) {
        if (leaveBy.isPresent()) {
            return;
        }
        leaveBy = OptionalLong.of(stamps.nanos() + timing.farewell().toNanos());
        if (how instanceof ShellEnd.Unread) {
            end(how);
        }
        Thread.ofVirtual().name("terminate").start(this::terminate);
    }

    private void terminate() {
        try {
            calls.terminate(sessionId);
        } catch (Failure failure) {
            if (failure.exit() == ExitCode.UNREACHABLE) {
                return; // The farewell's time runs out, and the service notices by itself.
            }
            around.screen().note("the session could not be ended: " + failure.text());
        }
    }

    private void end(ShellEnd how) {
        if (end == null) {
            end = how;
        }
    }

    private final class Output implements Conversation.Effects {
        @Override
        public void send(Bytes wire) {
            link.send(wire);
        }

        @Override
        public void show(Bytes output) {
            try {
                around.screen().show(output);
            } catch (IOException _) {
                leave(new ShellEnd.Unread());
            }
        }

        @Override
        public void showError(Bytes output) {
            try {
                around.screen().showError(output);
            } catch (IOException _) {
                leave(new ShellEnd.Unread());
            }
        }

        @Override
        public void note(String text) {
            around.screen().note(text);
        }
    }
}
