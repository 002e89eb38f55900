package dev.sallyport.agent.session;

import dev.sallyport.agent.ssh.SshEnd;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.IOException;
import java.util.Optional;

/// SSH that ends here.
final class SshWork implements Work {
    private final SshEnd end;
    private final SessionThreads threads;

    SshWork(SshEnd end, SessionThreads threads) {
        this.end = end;
        this.threads = threads;
    }

    @Override
    public void run(DataChannel channel, String clientVersion)
            throws IOException, InterruptedException {
        end.run(
                new ChannelOutlet(channel),
                () -> {
                    var ignored = threads.light("input", () -> listen(channel));
                });
    }

    private void listen(DataChannel channel) {
        try {
            for (Optional<Frame> next = channel.input(); next.isPresent(); next = channel.input()) {
                take(next.orElseThrow());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Frame frame) {
        if (frame.payloadType() == PayloadTypes.OUTPUT) {
            end.received(frame.payload());
        } else if (frame.payloadType() == PayloadTypes.FLAG
                && frame.payload().equals(SessionFlags.TERMINATE)) {
            stop();
        }
    }

    @Override
    public void stop() {
        end.stop();
    }

    @Override
    public void outputMoved() {
        // Whoever sends waits by himself.
    }
}
