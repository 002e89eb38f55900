package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// Whoever waits for a command's output.
final class ExecGuest implements Guest {
    private final ExecOutput output;
    private final Consumer<String> notes;

    ExecGuest(ExecOutput output, Consumer<String> notes) {
        this.output = output;
        this.notes = notes;
    }

    @Override
    public boolean knows(String sessionType) {
        return sessionType.equals(SessionTypes.NON_INTERACTIVE);
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.empty();
    }

    @Override
    public Use begin(Purpose purpose, Channel channel) {
        return new Use() {
            @Override
            public boolean hasRoom() {
                return true;
            }

            @Override
            public void received(int payloadType, Bytes payload) throws IOException {
                switch (payloadType) {
                    case PayloadTypes.OUTPUT -> output.out(payload);
                    case PayloadTypes.ERROR_OUTPUT -> output.err(payload);
                    default -> {
                        // The exit code is the session's end's.
                    }
                }
            }

            @Override
            public void tick() {
                // Such a command reads nothing.
            }

            @Override
            public void close() {
                // The output outlives the session.
            }
        };
    }

    @Override
    public void note(String text) {
        notes.accept(text);
    }
}
