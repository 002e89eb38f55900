package dev.sallyport.cli.channel;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The API, as far as a session calls it.
public final class FakeSessionCalls implements SessionCalls {
    public final CompletableFuture<String> terminated = new CompletableFuture<>();
    public volatile Optional<Ticket> ticket = Optional.empty();
    public volatile Optional<Failure> refusal = Optional.empty();
    int failures;
    public int resumed;

    @Override
    public synchronized Optional<Ticket> resume(String sessionId) {
        if (refusal.isPresent()) {
            throw refusal.orElseThrow();
        }
        if (failures > 0) {
            failures--;
            throw new Failure(ExitCode.UNREACHABLE, "the server is away");
        }
        resumed++;
        return ticket;
    }

    public synchronized void fail(int times) {
        failures = times;
    }

    @Override
    public void terminate(String sessionId) {
        terminated.complete(sessionId);
    }
}
