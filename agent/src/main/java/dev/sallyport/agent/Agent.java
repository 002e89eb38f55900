package dev.sallyport.agent;

import dev.sallyport.agent.Heartbeat.Naps;
import dev.sallyport.agent.keys.KeySync;
import dev.sallyport.agent.session.ControlChannel;
import dev.sallyport.agent.session.Sessions;
import dev.sallyport.agent.session.TaskResults;
import java.time.Duration;
import java.util.Optional;

/// A node at work.
final class Agent {
    private static final Duration STEP = Duration.ofMillis(50);

    /// Programs get a second to tidy up; the server gets another to hear how they ended.
    private static final int STEPS_TO_END = 50;

    private final ControlChannel control;
    private final Heartbeat heartbeat;
    private final Sessions sessions;
    private final TaskResults results;
    private final Naps naps;
    private final Optional<KeySync> keys;

    Agent(
            ControlChannel control,
            Heartbeat heartbeat,
            Sessions sessions,
            TaskResults results,
            Naps naps,
            Optional<KeySync> keys) {
        this.keys = keys;
        this.control = control;
        this.heartbeat = heartbeat;
        this.sessions = sessions;
        this.results = results;
        this.naps = naps;
    }

    /// Serves until the thread is interrupted or {@link #stop} is called.
    void run() throws InterruptedException {
        Thread beating = Thread.ofVirtual().name("heartbeat").start(heartbeat::run);
        Thread syncing = Thread.ofVirtual().name("ssh-keys").start(this::syncKeys);
        try {
            control.run();
        } finally {
            beating.interrupt();
            syncing.interrupt();
        }
    }

    private void syncKeys() {
        try {
            while (keys.isPresent()) {
                keys.orElseThrow().run();
                naps.sleep(keys.orElseThrow().pause());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends all shells, tells the server, and lets {@link #run} return.
    void stop() {
        sessions.closeAll("the agent stops");
        try {
            for (int i = 0; i < STEPS_TO_END && !isAtRest(); i++) {
                naps.sleep(STEP);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        control.stop();
    }

    private boolean isAtRest() {
        return sessions.count() == 0 && results.isEmpty();
    }
}
