package dev.sallyport.server.relay;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls a session's {@link RelayEvents} one after another, off the event loop.
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Mailbox mailbox;
    private final RelayEvents events;

    Reports(Executor reporter, RelayEvents events) {
        this.mailbox =
                new Mailbox(
                        reporter, () -> {}, bug -> LOG.error("relay event handler failed", bug));
        this.events = events;
    }

    void send(Consumer<RelayEvents> report) {
        mailbox.add(() -> report.accept(events));
    }
}
