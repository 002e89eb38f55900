package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.port.StdioPort;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// A program at the other end of our standard streams, such as `ssh`.
final class StdioGuest implements Guest {
    private final World.Streams streams;

    StdioGuest(World.Streams streams) {
        this.streams = streams;
    }

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
            case Purpose.Port _ ->
                    StdioPort.begin(channel, streams.rawIn(), new Kept(streams.rawOut()));
            case Purpose.Shell _, Purpose.Ssh _ ->
                    throw new Failure(ExitCode.FAILED, "the node opened a shell, not a port");
        };
    }

    @Override
    public void note(String text) {
        streams.err().println("[sallyport: " + Plain.text(text) + "]");
    }

    /// Standard output that stays open until this program ends: OpenSSH ends whatever closes it,
    /// and would do so before it has been told why.
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
