package dev.sallyport.transfer;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileBatch;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Two ends of a line in memory, and what their users see.
final class Pair {
    private static final int QUEUE = 64;

    final End client = new End();
    final End node = new End();
    final AtomicLong counter = new AtomicLong();
    final Supplier<UUID> ids = () -> new UUID(0, counter.incrementAndGet());

    /// After so many payloads to the node the line is cut.
    int cutAfter = Integer.MAX_VALUE;

    Pair() {
        client.other = node;
        node.other = client;
    }

    final class End implements FileLine {
        private static final Bytes GONE = Bytes.ofUtf8("gone");

        final BlockingQueue<Bytes> incoming = new ArrayBlockingQueue<>(QUEUE);
        End other = this;
        int sent;

        @Override
        public void send(Bytes payload) throws InterruptedException {
            sent++;
            if (sent <= cutAfter) {
                other.incoming.put(payload);
            } else {
                hangUp();
            }
        }

        void send(FileMessage... messages) throws InterruptedException {
            FileBatch batch = new FileBatch();
            for (FileMessage message : messages) {
                if (message instanceof FileMessage.Piece data) {
                    var from = data.bytes().asReadOnlyBuffer();
                    try {
                        batch.data(
                                into -> {
                                    int count = from.remaining();
                                    into.put(from);
                                    return count == 0 ? -1 : count;
                                },
                                data.bytes().size());
                    } catch (java.io.IOException e) {
                        throw new IllegalStateException(e);
                    }
                } else {
                    batch.add(message);
                }
            }
            send(batch.take());
        }

        void hangUp() throws InterruptedException {
            other.incoming.put(GONE);
            incoming.put(GONE);
        }

        @Override
        public Optional<Bytes> receive() throws InterruptedException {
            return known(incoming.take());
        }

        @Override
        public Optional<Bytes> poll() throws InterruptedException {
            Bytes next = incoming.poll();
            return next == null ? Optional.empty() : known(next);
        }

        private Optional<Bytes> known(Bytes payload) throws InterruptedException {
            if (payload.equals(GONE)) {
                incoming.put(GONE);
                return Optional.empty();
            }
            return Optional.of(payload);
        }
    }

    /// Runs one side on a thread of its own.
    static Thread run(Side side) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        side.run();
                    } catch (CopyFailedException | InterruptedException e) {
                        // The test looks at what the other side made of it.
                        Thread.currentThread().interrupt();
                    }
                });
    }

    interface Side {
        void run() throws CopyFailedException, InterruptedException;
    }

    /// What somebody at a terminal would be told.
    static final class Seen implements Progress {
        final Map<String, Verdict> settled = new TreeMap<>();
        final List<String> same = new ArrayList<>();
        final List<String> removed = new ArrayList<>();
        long moved;
        long resumed;

        @Override
        public void moved(String name, long bytes) {
            moved += bytes;
        }

        @Override
        public void resumed(String name, long bytes) {
            resumed += bytes;
        }

        @Override
        public void same(String name, long size) {
            same.add(name);
        }

        @Override
        public void settled(String name, long size, Verdict verdict, String text) {
            settled.put(name, verdict);
        }

        @Override
        public void removed(String name, Verdict verdict, String text) {
            removed.add(name);
        }
    }

    static Place own(Path path) throws CopyFailedException {
        return Place.ofOwn(path);
    }
}
