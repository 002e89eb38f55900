package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.PortProperties;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.port.LocalListener;
import dev.sallyport.cli.port.PortUse;
import dev.sallyport.cli.port.StdioPort;
import dev.sallyport.cli.shell.Shell;
import dev.sallyport.cli.terminal.EscapeKeys;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whoever started `session-manager-plugin`: any session, with the lines that AWS's shows.
///
/// But where standard output carries a port's bytes, ours is free of them.
final class PluginGuest implements Guest {
    private enum Kind {
        UNKNOWN,
        SHELL,
        LOCAL_PORT,
        STREAMS
    }

    private final World world;
    private final String sessionId;
    private final PluginScreen screen;
    private final EscapeKeys escapeKeys;
    private Optional<LocalListener> listener = Optional.empty();
    private volatile Kind kind = Kind.UNKNOWN;

    PluginGuest(World world, String sessionId) {
        this.world = world;
        this.sessionId = sessionId;
        this.screen = new PluginScreen(world.streams());
        this.escapeKeys =
                world.terminal().isInputTerminal() ? EscapeKeys.of('~') : EscapeKeys.none();
    }

    @Override
    public boolean knows(String sessionType) {
        return SessionTypes.SHELLS.contains(sessionType) || sessionType.equals(SessionTypes.PORT);
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.of(around().size());
    }

    @Override
    public Use begin(Purpose purpose, Channel channel) {
        return switch (purpose) {
            case Purpose.Shell shell -> {
                begin(Kind.SHELL);
                if (world.terminal().isInputTerminal()) {
                    screen.enterRawMode(shell.isBare());
                }
                yield Shell.begin(channel, around(), !shell.isBare());
            }
            case Purpose.Port port when port.properties().isLocalForwarding() -> {
                begin(Kind.LOCAL_PORT);
                yield forward(port, channel);
            }
            case Purpose.Port _ -> {
                kind = Kind.STREAMS;
                yield StdioPort.begin(channel, world.streams().rawIn(), world.streams().rawOut());
            }
        };
    }

    private void begin(Kind now) {
        kind = now;
        print("\nStarting session with SessionId: " + sessionId + "\n");
    }

    private Use forward(Purpose.Port port, Channel channel) {
        LocalListener opened = listen(port.properties());
        listener = Optional.of(opened);
        // The aws CLI starts us with Ctrl-C ignored, and takes any other status for a fault.
        world.terminal().endByInterrupt(ExitCode.OK.code());
        PortUse use =
                PortUse.begin(
                        port,
                        channel,
                        () ->
                                print(
                                        "\nConnection to destination port failed, check SSM Agent"
                                                + " logs.\n"));
        String where =
                port.properties().isUnixSocket()
                        ? "Unix socket " + port.properties().localUnixSocket()
                        : "Port " + opened.port();
        print(where + " opened for sessionId " + sessionId + ".\nWaiting for connections...\n");
        AtomicBoolean first = new AtomicBoolean(true);
        opened.accept(socket -> accepted(socket, use, first));
        return use;
    }

    private void accepted(SocketChannel socket, PortUse use, AtomicBoolean first) {
        if (first.getAndSet(false)) {
            print("\nConnection accepted for session [" + sessionId + "]\n");
        }
        use.open(socket);
    }

    private static LocalListener listen(PortProperties properties) {
        String what =
                properties.isUnixSocket()
                        ? properties.localUnixSocket()
                        : "localhost:" + properties.localPortNumber();
        try {
            return properties.isUnixSocket()
                    ? LocalListener.unix(Path.of(properties.localUnixSocket()))
                    : LocalListener.tcp(localPort(properties.localPortNumber()));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(ExitCode.FAILED, "listen " + what + ": " + e.getMessage());
        }
    }

    private static int localPort(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    @Override
    public void note(String text) {
        screen.note(text);
    }

    /// Ctrl-C, `kill` or a closed window; the session is ended by whoever started it.
    void interrupted() {
        if (kind == Kind.LOCAL_PORT) {
            print("Terminate signal received, exiting.\n");
            print("\n\nExiting session with sessionId: " + sessionId + ".\n\n");
        }
        listener.ifPresent(LocalListener::close);
    }

    void ended(SessionEnd end) {
        listener.ifPresent(LocalListener::close);
        switch (end) {
            case SessionEnd.Closed(String text, _, _) when !text.isEmpty() -> sayEnd(text);
            case SessionEnd.Closed _, SessionEnd.Left _, SessionEnd.Unread _ -> {
                if (kind != Kind.STREAMS) {
                    print("\n\nExiting session with sessionId: " + sessionId + ".\n\n");
                }
            }
            case SessionEnd.Missed _ -> say("Session: " + sessionId + " timed out.\n");
            case SessionEnd.Lost(String why) when kind == Kind.UNKNOWN ->
                    say("Cannot perform start session: " + Plain.text(why) + "\n");
            case SessionEnd.Lost(String why) -> sayEnd("the connection is lost: " + why);
        }
    }

    private void sayEnd(String text) {
        say("\n\nSessionId: " + sessionId + " : " + Plain.text(text) + "\n\n");
    }

    private void say(String text) {
        PrintStream to = kind == Kind.STREAMS ? world.streams().err() : world.streams().out();
        if (kind == Kind.UNKNOWN) {
            print("\nStarting session with SessionId: " + sessionId + "\n");
        }
        to.print(text);
        to.flush();
    }

    private void print(String text) {
        world.streams().out().print(text);
        world.streams().out().flush();
    }

    private Shell.Surroundings around() {
        return new Shell.Surroundings(
                world.streams().rawIn(), screen, world.terminal(), escapeKeys);
    }
}
