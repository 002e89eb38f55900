package dev.sallyport.agent;

import dev.sallyport.agent.link.Backoff;
import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.session.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports to the server at the start and every five minutes from then on.
final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Line line;
    private final Supplier<NodeFacts> facts;
    private final Naps naps;
    private final Backoff backoff;

    /// How this thread waits.
    interface Naps {
        void sleep(Duration time) throws InterruptedException;
    }

    Heartbeat(Line line, Supplier<NodeFacts> facts, Naps naps) {
        this.line = line;
        this.facts = facts;
        this.naps = naps;
        this.backoff =
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), line.stamps().random());
    }

    void run() {
        try {
            while (true) {
                naps.sleep(report());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reports once, and says how long to wait with the next report.
    private Duration report() throws InterruptedException {
        try {
            String node = line.node().value();
            line.calls()
                    .asRole(
                            "UpdateInstanceInformation",
                            facts.get().report(node),
                            line.credentials().current());
            backoff.reset();
            return EVERY;
        } catch (IOException e) {
            return failed(e);
        } catch (CallFailedException e) {
            line.credentials().forget();
            return failed(e);
        }
    }

    private Duration failed(Exception e) {
        LOG.atWarn().addKeyValue("cause", Reason.of(e)).log("cannot report to the server");
        return backoff.next();
    }
}
