package dev.sallyport.agent.session;

import dev.sallyport.agent.link.AgentVersion;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.HandshakeComplete;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.HandshakeResponse;
import dev.sallyport.protocol.channel.HandshakeResponse.ProcessedAction;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the node and the client say to each other before any data.
final class Handshake {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DataChannel channel;
    private final Stamps stamps;

    Handshake(DataChannel channel, Stamps stamps) {
        this.channel = channel;
        this.stamps = stamps;
    }

    /// Shakes hands, and gives the client's version; empty if the channel was closed meanwhile.
    Optional<String> shake(HandshakeRequest.Action sessionType)
            throws StartRefusedException, InterruptedException {
        long began = stamps.nanos();
        channel.send(
                PayloadTypes.HANDSHAKE_REQUEST,
                new HandshakeRequest(AgentVersion.COMPATIBLE, List.of(sessionType)).encode());
        Optional<HandshakeResponse> response = response(began);
        if (response.isEmpty()) {
            return Optional.empty();
        }
        for (ProcessedAction action : response.orElseThrow().actions()) {
            if (action.status() != HandshakeResponse.SUCCESS) {
                throw new StartRefusedException(
                        "%s failed on client with status %d error: %s"
                                .formatted(action.type(), action.status(), action.error()));
            }
        }
        Duration took = Duration.ofNanos(stamps.nanos() - began);
        channel.send(PayloadTypes.HANDSHAKE_COMPLETE, new HandshakeComplete(took, "").encode());
        return Optional.of(response.orElseThrow().clientVersion());
    }

    /// Whatever else comes before it is thrown away, as the stock agent does.
    private Optional<HandshakeResponse> response(long began)
            throws StartRefusedException, InterruptedException {
        while (true) {
            long left = PATIENCE.toNanos() - (stamps.nanos() - began);
            Optional<Frame> frame = channel.input(Duration.ofNanos(Math.max(0, left)));
            if (frame.isEmpty()) {
                if (channel.isClosed()) {
                    return Optional.empty();
                }
                throw new StartRefusedException(
                        "Handshake timed out. Please ensure that you have the latest version of"
                                + " the session manager plugin.");
            }
            if (frame.orElseThrow().payloadType() == PayloadTypes.HANDSHAKE_RESPONSE) {
                try {
                    return Optional.of(HandshakeResponse.decode(frame.orElseThrow().payload()));
                } catch (MalformedMessageException e) {
                    throw new StartRefusedException("Handshake: " + e.getMessage());
                }
            }
        }
    }
}
