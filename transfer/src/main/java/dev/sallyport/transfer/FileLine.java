package dev.sallyport.transfer;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.util.Optional;

/// The way to the other end. Payloads arrive whole and in order, or the line ends.
public interface FileLine {
    /// Blocks while the other end is slower.
    void send(Bytes payload) throws IOException, InterruptedException;

    /// Waits for the next payload; nothing once the line has ended.
    Optional<Bytes> receive() throws IOException, InterruptedException;

    /// The next payload, if it is there already.
    Optional<Bytes> poll() throws IOException, InterruptedException;
}
