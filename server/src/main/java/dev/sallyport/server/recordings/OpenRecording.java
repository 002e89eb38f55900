package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.RecordingBuffers;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingWriter;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.relay.Tap;
import dev.sallyport.server.relay.TapEvent;
import dev.sallyport.server.relay.TapEvent.Repeated;
import dev.sallyport.server.relay.TapEvent.Streamed;
import dev.sallyport.server.relay.TapPosition;
import dev.sallyport.server.relay.TapResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One session's recording while it runs: events come in from a relay loop, and go out on the one
/// recorder thread that owns the file.
final class OpenRecording implements Tap {
    /// What a recording is made of, once its file is ready.
    record Held(Volume.OpenFile file, RecordingWriter writer, TapPosition position) {}

    /// @param start what times in the file count from
    record Clocks(InstantSource clock, Instant start) {}

    /// An event on its way. A late one came after the end and only awaits its refusal.
    private record Job(TapEvent event, Duration at, TapResult done, boolean late) {}

    // The relay stops reading long before this; it only guards against a bug there.
    private static final long PENDING_LIMIT = 32L << 20;
    private static final long BATCH_BYTES = 256 << 10;

    private final Volume.OpenFile file;
    private final RecordingWriter writer;
    private final TapPosition position;
    private final Scribe scribe;
    private final Clocks clocks;
    private final Recorder recorder;
    private final Runnable onClosed;
    private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();
    private final AtomicLong pendingBytes = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable String failure;
    private volatile boolean refused;
    private volatile boolean closing;
    private volatile boolean dirty = true;
    private boolean closed;
    private Duration lastAt = Duration.ZERO;
    private long lastWrite;

    OpenRecording(Held held, Scribe scribe, Clocks clocks, Recorder recorder, Runnable onClosed) {
        this.file = held.file();
        this.writer = held.writer();
        this.position = held.position();
        this.scribe = scribe;
        this.clocks = clocks;
        this.recorder = recorder;
        this.onClosed = onClosed;
    }

    @Override
    public TapPosition position() {
        return position;
    }

    @Override
    public void record(TapEvent event, TapResult done) {
        Duration at = Duration.between(clocks.start(), clocks.clock().instant());
        if (pendingBytes.addAndGet(sizeOf(event)) > PENDING_LIMIT) {
            fail("the recorder cannot keep up");
        }
        jobs.add(new Job(event, at, done, closing));
        schedule();
    }

    @Override
    public void close() {
        closing = true;
        schedule();
    }

    /// Makes all later events fail; the first reason stays.
    void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            recorder.submit(this);
        }
    }

    /// Writes what has come in. Recorder thread only.
    void runBatch(RecordingBuffers buffers, long now) {
        scheduled.set(false);
        List<Job> batch = nextBatch();
        if (!batch.isEmpty() && !closed) {
            write(batch, buffers, now);
        }
        for (Job job : batch) {
            String reason = closed || job.late() ? "the recording is closed" : failure;
            if (reason == null) {
                job.done().stored();
            } else if (refused && !closed) {
                job.done().refused(reason);
            } else {
                job.done().failed(reason);
            }
        }
        if (!jobs.isEmpty()) {
            schedule();
        } else if (closing && !closed) {
            finish(buffers);
        }
    }

    private List<Job> nextBatch() {
        List<Job> batch = new ArrayList<>();
        long size = 0;
        while (size < BATCH_BYTES) {
            Job job = jobs.poll();
            if (job == null) {
                break;
            }
            batch.add(job);
            size += sizeOf(job.event());
        }
        pendingBytes.addAndGet(-size);
        return batch;
    }

    private void write(List<Job> batch, RecordingBuffers buffers, long now) {
        if (failure != null && !refused) {
            return;
        }
        List<RecordingEvent> events = new ArrayList<>(batch.size());
        for (Job job : batch) {
            if (job.late()) {
                continue;
            }
            // The wall clock may be set back; a recording's time only goes on.
            lastAt = job.at().compareTo(lastAt) > 0 ? job.at() : lastAt;
            // How it ended is still written down.
            if (!refused || job.event() instanceof TapEvent.Marked) {
                describe(job.event(), events);
            }
        }
        if (!events.isEmpty()) {
            store(events, buffers, now);
        }
    }

    private void describe(TapEvent event, List<RecordingEvent> events) {
        try {
            scribe.write(event, lastAt, events::add);
        } catch (RefusedContentException e) {
            refused = true;
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void store(List<RecordingEvent> events, RecordingBuffers buffers, long now) {
        long whole = -1;
        try {
            whole = file.position();
            writer.write(events, buffers);
            lastWrite = now;
            dirty = true;
            if (events.stream().anyMatch(RecordingEvent.Said.class::isInstance)) {
                file.force();
            }
        } catch (IOException e) {
            fail(Reason.of(e));
            cutBackTo(whole);
        }
    }

    /// A half-written batch is cut off, so that the file ends with what was answered for.
    private void cutBackTo(long whole) {
        writer.abandon();
        try {
            if (whole >= 0) {
                file.truncate(whole);
            }
        } catch (IOException e) {
            // Readers and the repair pass over a torn end; there is nothing better to do here.
            dirty = true;
        }
    }

    /// Ends the zstd frame of a recording that has been quiet for so long. Recorder thread only.
    ///
    /// @return whether it needs no further look
    boolean restIfQuiet(RecordingBuffers buffers, long now, Duration quiet) {
        if (closed || writer.isResting()) {
            return true;
        }
        if (now - lastWrite < quiet.toNanos()) {
            return false;
        }
        rest(buffers);
        return true;
    }

    private void rest(RecordingBuffers buffers) {
        try {
            writer.rest(buffers);
            dirty = true;
        } catch (IOException e) {
            fail(Reason.of(e));
            writer.abandon();
        }
    }

    private void finish(RecordingBuffers buffers) {
        closed = true;
        if (failure == null || refused) {
            List<RecordingEvent> last = new ArrayList<>();
            scribe.finish(lastAt, last::add);
            if (!last.isEmpty()) {
                store(last, buffers, lastWrite);
            }
            rest(buffers);
        }
        writer.abandon();
        syncIfDirty();
        try {
            file.close();
        } catch (IOException e) {
            // Everything was forced before; a close that fails loses nothing.
            dirty = false;
        }
        onClosed.run();
    }

    /// Brings what was written to the disk. Any thread.
    void syncIfDirty() {
        if (!dirty || (failure != null && !refused)) {
            return;
        }
        dirty = false;
        try {
            file.force();
            if (!file.isInPlace()) {
                fail("the recording's file is gone");
            }
        } catch (IOException e) {
            if (file.isOpen()) {
                fail(Reason.of(e));
            }
        }
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private static long sizeOf(TapEvent event) {
        return switch (event) {
            case Streamed(_, _, Bytes payload) -> 64 + payload.size();
            case Repeated(_, _, _, Bytes payload) -> 64 + payload.size();
            case TapEvent.Said(_, Bytes payload) -> 64 + payload.size();
            case TapEvent.Sealed _, TapEvent.Missed _, TapEvent.Counted _, TapEvent.Marked _ -> 64;
        };
    }
}
