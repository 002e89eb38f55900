package dev.sallyport.server;

import dev.sallyport.server.api.ec2messages.Ec2MessagesRoutes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds the polls of agents, until their time is up or the server ends.
final class Patience implements Ec2MessagesRoutes.Patience, AutoCloseable {
    // An agent waits 20 s, and takes an answer within 10 s for a fault.
    private static final int SECONDS = 15;

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void hold() throws InterruptedException {
        // The result says which of the two came first; both mean the same here.
        var _ = ended.await(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
