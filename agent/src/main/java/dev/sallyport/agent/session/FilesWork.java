package dev.sallyport.agent.session;

import dev.sallyport.agent.files.Copier;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.transfer.FileLine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Files, copied one way between the client and this node.
final class FilesWork implements Work {
    private final Copier copier;

    FilesWork(Copier copier) {
        this.copier = copier;
    }

    @Override
    public Flow flow() {
        return Flow.FILES;
    }

    @Override
    public void run(DataChannel channel, String clientVersion)
            throws IOException, InterruptedException {
        copier.copy(new ChannelLine(channel));
    }

    @Override
    public void stop() {
        copier.stop();
    }

    @Override
    public void outputMoved() {
        // Whoever sends waits by itself.
    }

    /// The channel as copying sees it.
    private record ChannelLine(DataChannel channel) implements FileLine {
        private static final Duration WAITING = Duration.ofNanos(Long.MAX_VALUE);

        @Override
        public void send(Bytes payload) throws IOException, InterruptedException {
            channel.send(PayloadTypes.OUTPUT, payload);
            if (channel.isClosed()) {
                throw new IOException("the session has ended");
            }
        }

        @Override
        public Optional<Bytes> receive() throws InterruptedException {
            return next(WAITING);
        }

        @Override
        public Optional<Bytes> poll() throws InterruptedException {
            return next(Duration.ZERO);
        }

        /// Nothing if nothing comes, or only a goodbye. All else that is not for us is passed over.
        private Optional<Bytes> next(Duration patience) throws InterruptedException {
            Optional<Frame> frame = channel.input(patience);
            while (frame.isPresent() && frame.orElseThrow().payloadType() != PayloadTypes.OUTPUT) {
                if (frame.orElseThrow().payload().equals(SessionFlags.TERMINATE)) {
                    channel.close();
                    return Optional.empty();
                }
                frame = channel.input(patience);
            }
            return frame.map(Frame::payload);
        }
    }
}
