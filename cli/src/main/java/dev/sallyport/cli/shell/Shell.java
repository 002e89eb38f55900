package dev.sallyport.cli.shell;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Inflow;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.cli.terminal.EscapeKeys;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/// A shell or command on a node: keys go there, output comes to the screen.
public final class Shell implements Use {
    /// The size sent where there is no terminal, as the public plugin does.
    public static final TerminalSize NO_TERMINAL = new TerminalSize(300, 100);

    private static final String ESCAPE_HELP =
            "~.  end the session    ~?  this help    ~~  type a ~    (after a line's end)";
    // The public plugin sends 1024; nodes write whatever comes to the terminal.
    private static final int PIECE = 4096;
    private static final int LINE_FEED = '\n';
    private static final Bytes END_OF_FILE = Bytes.wrap(new byte[] {4});
    private static final Bytes END_OF_LINE_AND_FILE = Bytes.wrap(new byte[] {LINE_FEED, 4});

    private final Channel channel;
    private final Surroundings around;
    private final boolean endsInput;
    private final Inflow keyboard;
    private final Terminal.Handle rawMode;
    private final Deque<Bytes> keys = new ArrayDeque<>();
    private TerminalSize size;
    private boolean sizeIsDue;
    private boolean keysAreHeld;
    private boolean atLineStart = true;

    /// What the user sits at.
    public record Surroundings(
            InputStream in, Screen screen, Terminal terminal, EscapeKeys escapeKeys) {
        public TerminalSize size() {
            return terminal.size().orElse(NO_TERMINAL);
        }
    }

    private Shell(Channel channel, Surroundings around, boolean endsInput) {
        this.channel = channel;
        this.around = around;
        this.endsInput = endsInput;
        this.keyboard = new Inflow(around.in(), PIECE);
        this.rawMode = around.terminal().enterRawMode();
        this.size = around.size();
        // The one sent at the start may have come before the node had a terminal to resize.
        this.sizeIsDue = true;
    }

    /// Turns the terminal over to the session.
    ///
    /// @param endsInput whether the end of the input is typed as a terminal's end-of-file, so that
    ///   a shell ends as it does at the end of a script; a command without terminal has no use for
    ///   it
    public static Shell begin(Channel channel, Surroundings around, boolean endsInput) {
        Shell shell = new Shell(channel, around, endsInput);
        around.terminal().onResize(() -> channel.post(shell::resized));
        shell.keyboard.start(
                "keyboard",
                typed -> channel.post(() -> shell.typed(typed)),
                () -> channel.post(shell::inputEnded));
        return shell;
    }

    @Override
    public boolean hasRoom() {
        return true; // The screen is written to at once, however long that takes.
    }

    @Override
    public void received(int payloadType, Bytes payload) throws IOException {
        switch (payloadType) {
            case PayloadTypes.OUTPUT -> around.screen().show(payload);
            case PayloadTypes.ERROR_OUTPUT -> around.screen().showError(payload);
            case PayloadTypes.EXIT_CODE -> around.screen().showExitCode(payload);
            default -> {
                // Flags concern forwarded ports.
            }
        }
    }

    @Override
    public void tick() {
        if (sizeIsDue && channel.hasRoom()) {
            sizeIsDue = false;
            channel.send(PayloadTypes.SIZE, size.encode());
        }
        while (!keys.isEmpty() && channel.hasRoom()) {
            channel.send(PayloadTypes.OUTPUT, keys.remove());
        }
        if (keysAreHeld && keys.isEmpty()) {
            keysAreHeld = false;
            keyboard.done();
        }
    }

    @Override
    public void close() {
        rawMode.close();
    }

    private void resized() {
        TerminalSize now = around.size();
        if (!now.equals(size)) {
            size = now;
            sizeIsDue = true;
        }
    }

    private void typed(Bytes typed) {
        keysAreHeld = true;
        for (EscapeKeys.Key key : around.escapeKeys().read(typed)) {
            switch (key) {
                case EscapeKeys.Typed(Bytes bytes) -> {
                    keys.add(bytes);
                    atLineStart = bytes.at(bytes.size() - 1) == LINE_FEED;
                }
                case EscapeKeys.End() -> channel.leave(new SessionEnd.Left());
                case EscapeKeys.Help() -> around.screen().note(ESCAPE_HELP);
            }
        }
    }

    private void inputEnded() {
        if (endsInput) {
            keys.add(atLineStart ? END_OF_FILE : END_OF_LINE_AND_FILE);
        }
    }
}
