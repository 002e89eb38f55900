package dev.sallyport.agent.session;

import dev.sallyport.agent.shell.StartRefusedException;
import java.io.IOException;

/// What a session does once its client has shaken hands.
interface Work {
    /// Does it to the end. Blocks.
    void run(DataChannel channel, String clientVersion)
            throws IOException, StartRefusedException, InterruptedException;

    /// How much of it may be under way.
    default Flow flow() {
        return Flow.PORT;
    }

    /// Ends it soon, also before it has begun. Any thread, and more than once.
    void stop();

    /// The channel may take more than it did. Holds the channel's lock: return at once.
    void outputMoved();
}
