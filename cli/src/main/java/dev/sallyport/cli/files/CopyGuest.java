package dev.sallyport.cli.files;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.protocol.channel.TerminalSize;
import dev.sallyport.transfer.CopyFailedException;
import dev.sallyport.transfer.FileLine;
import dev.sallyport.transfer.LineLostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Who a session is for that copies files. For one session only.
public final class CopyGuest implements Guest {
    // As much as our agents take in.
    private static final long WINDOW = 4 << 20;

    /// One side of a copy.
    @FunctionalInterface
    public interface Work {
        void run(FileLine line) throws CopyFailedException, InterruptedException;
    }

    private final Work work;
    private final Consumer<String> notes;
    private boolean begun;
    private final CompletableFuture<Optional<CopyFailedException>> result =
            new CompletableFuture<>();

    public CopyGuest(Work work, Consumer<String> notes) {
        this.work = work;
        this.notes = notes;
    }

    @Override
    public boolean knows(String sessionType) {
        return sessionType.equals(SessionTypes.FILES);
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.empty();
    }

    @Override
    public long window() {
        return WINDOW;
    }

    @Override
    public Use begin(Purpose purpose, Channel channel) {
        CopyUse use = new CopyUse(channel);
        begun = true;
        Thread.ofPlatform().daemon().name("copy").start(() -> run(use));
        return use;
    }

    private void run(CopyUse use) {
        try {
            work.run(use);
            result.complete(Optional.empty());
        } catch (CopyFailedException e) {
            result.complete(Optional.of(e));
            use.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
            use.leave();
        }
    }

    /// Why nothing more could be copied, once the session is over; nothing if all was gone through.
    /// Waits for the end of the work, which comes soon after that of its session.
    public Optional<CopyFailedException> failure() {
        // A session that never began has no work that could end.
        return begun
                ? result.join()
                : Optional.of(new LineLostException("the session ended before it began"));
    }

    @Override
    public void note(String text) {
        notes.accept(text);
    }
}
