package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.shell.Shell;
import dev.sallyport.cli.terminal.EscapeKeys;
import dev.sallyport.protocol.channel.TerminalSize;
import java.util.Optional;

/// Whoever sits at this terminal.
final class ShellGuest implements Guest {
    private final World world;
    private final EscapeKeys escapeKeys;
    private final ShellScreen screen;

    ShellGuest(World world, EscapeKeys escapeKeys) {
        this.world = world;
        this.escapeKeys = world.terminal().isInputTerminal() ? escapeKeys : EscapeKeys.none();
        this.screen = new ShellScreen(world.streams());
    }

    @Override
    public boolean knows(String sessionType) {
        return SessionTypes.SHELLS.contains(sessionType);
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.of(around().size());
    }

    @Override
    public Use begin(Purpose purpose, Channel channel) {
        return switch (purpose) {
            case Purpose.Shell shell -> {
                if (world.terminal().isInputTerminal()) {
                    screen.enterRawMode(shell.isBare());
                }
                yield Shell.begin(channel, around(), !shell.isBare());
            }
            // The node was told that this client does not know it.
            case Purpose.Port _ ->
                    throw new Failure(
                            ExitCode.USAGE,
                            "the document is for forwarding a port, not for a shell",
                            "sallyport forward, or sallyport proxy for ssh");
        };
    }

    @Override
    public void note(String text) {
        screen.note(text);
    }

    private Shell.Surroundings around() {
        return new Shell.Surroundings(
                world.streams().rawIn(), screen, world.terminal(), escapeKeys);
    }
}
