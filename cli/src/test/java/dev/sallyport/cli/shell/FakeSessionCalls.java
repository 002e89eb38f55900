package dev.sallyport.cli.shell;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The API, as far as a session calls it.
final class FakeSessionCalls implements SessionCalls {
    final CompletableFuture<String> terminated = new CompletableFuture<>();
    volatile Optional<Ticket> ticket = Optional.empty();
    volatile Optional<Failure> refusal = Optional.empty();
    int failures;
    int resumed;

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

    synchronized void fail(int times) {
        failures = times;
    }

    @Override
    public void terminate(String sessionId) {
        terminated.complete(sessionId);
    }
}
