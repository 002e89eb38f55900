package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.MalformedRecordingException;
import dev.sallyport.audit.recording.RecordingBuffers;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.audit.recording.RecordingProgress;
import dev.sallyport.audit.recording.RecordingReader;
import dev.sallyport.audit.recording.RecordingRepair;
import dev.sallyport.audit.recording.RecordingWriter;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.server.recordings.OpenOutcome.Opened;
import dev.sallyport.server.recordings.OpenOutcome.Refused;
import dev.sallyport.server.recordings.OpenRecording.Clocks;
import dev.sallyport.server.recordings.OpenRecording.Held;
import dev.sallyport.server.recordings.RecordingFile.State;
import dev.sallyport.server.relay.TapEvent;
import dev.sallyport.server.relay.TapPosition;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// All recordings of this server. Safe for use by many threads; calls block on the disk.
public final class Recordings implements AutoCloseable {
    private static final String SUFFIX = ".cast.zst";
    private static final Duration SYNC_EVERY = Duration.ofSeconds(1);

    private final RecordingsConfig config;
    private final InstantSource clock;
    private final Volume volume;
    private final List<Recorder> recorders;
    private final Syncer syncer;
    private final Map<SessionId, Slot> running = new ConcurrentHashMap<>();

    /// A session's place among the running ones, taken before its file is opened.
    private static final class Slot {
        volatile Optional<OpenRecording> recording = Optional.empty();
    }

    Recordings(RecordingsConfig config, InstantSource clock, LongSupplier nanos, Volume volume) {
        this.config = config;
        this.clock = clock;
        this.volume = volume;
        List<Recorder> threads = new ArrayList<>();
        for (int i = 0; i < config.threads(); i++) {
            threads.add(new Recorder("recorder-" + i, nanos));
        }
        this.recorders = List.copyOf(threads);
        this.syncer = new Syncer(SYNC_EVERY, this::syncAll);
    }

    /// Makes the directory if it is missing and starts the recorders.
    public static Recordings open(RecordingsConfig config, InstantSource clock, LongSupplier nanos)
            throws IOException {
        Files.createDirectories(config.directory(), DiskVolume.ownerOnly("rwx------"));
        Recordings recordings = new Recordings(config, clock, nanos, new DiskVolume());
        recordings.start();
        return recordings;
    }

    void start() {
        recorders.forEach(Recorder::start);
        syncer.start();
    }

    /// Begins a new recording; its header is on disk before this returns. Refused if there is one
    /// of this session already.
    public OpenOutcome begin(RecordingHeader header) {
        return claim(header.session(), slot -> begin(header, slot));
    }

    /// Goes on with the recording of a session that an earlier run of the server began. Refused if
    /// it is not there any more.
    public OpenOutcome resume(SessionId session) {
        return claim(session, slot -> resume(session, slot));
    }

    public Optional<RecordingFile> find(SessionId session) {
        return describe(session, pathOf(session));
    }

    /// All recordings, in no order.
    public List<RecordingFile> list() throws IOException {
        try (Stream<Path> paths = Files.list(config.directory())) {
            return paths.flatMap(path -> describe(path).stream()).toList();
        }
    }

    /// Writes and syncs what there is. Running sessions' recordings can be resumed.
    @Override
    public void close() {
        running.values().forEach(slot -> slot.recording.ifPresent(OpenRecording::close));
        recorders.forEach(Recorder::stop);
        syncer.stop();
    }

    private interface Opening {
        OpenOutcome into(Slot slot) throws IOException, MalformedRecordingException;
    }

    private OpenOutcome claim(SessionId session, Opening opening) {
        Slot slot = new Slot();
        if (running.putIfAbsent(session, slot) != null) {
            return new Refused("the session is being recorded already");
        }
        try {
            return attempt(opening, slot);
        } finally {
            if (slot.recording.isEmpty()) {
                running.remove(session, slot);
            }
        }
    }

    private OpenOutcome attempt(Opening opening, Slot slot) {
        try {
            if (!Files.isDirectory(config.directory())) {
                return new Refused("the recording directory is missing");
            }
            if (volume.usableBytes(config.directory()) < config.freeSpaceFloor()) {
                return new Refused("too little free space for recordings");
            }
            return opening.into(slot);
        } catch (NoSuchFileException e) {
            return new Refused("the recording is gone");
        } catch (FileAlreadyExistsException e) {
            return new Refused("there is a recording of this session already");
        } catch (IOException e) {
            return new Refused("the recording cannot be written: " + Reason.of(e));
        } catch (MalformedRecordingException e) {
            return new Refused("the recording is damaged");
        }
    }

    private OpenOutcome begin(RecordingHeader header, Slot slot) throws IOException {
        Path path = pathOf(header.session());
        Volume.OpenFile file = volume.create(path);
        try {
            RecordingBuffers buffers = new RecordingBuffers();
            RecordingWriter writer = RecordingWriter.start(file, header, buffers);
            settle(file, writer, buffers);
            return run(slot, header, new Held(file, writer, TapPosition.START));
        } catch (IOException e) {
            file.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private OpenOutcome resume(SessionId session, Slot slot)
            throws IOException, MalformedRecordingException {
        Volume.OpenFile file = volume.open(pathOf(session));
        try {
            Optional<RecordingProgress> progress = RecordingRepair.repair(file);
            if (progress.isEmpty()) {
                file.close();
                return new Refused("the recording is damaged");
            }
            RecordingHeader header = headerOf(session);
            RecordingProgress next = progress.orElseThrow();
            RecordingWriter writer = RecordingWriter.resume(file);
            mark(header, file, writer);
            return run(slot, header, new Held(file, writer, positionOf(next)));
        } catch (IOException | MalformedRecordingException e) {
            file.close();
            throw e;
        }
    }

    private static TapPosition positionOf(RecordingProgress progress) {
        List<TapEvent.Said> said =
                progress.said().stream()
                        .map(line -> new TapEvent.Said(line.sequence(), line.bytes()))
                        .toList();
        return new TapPosition(progress.nextDown(), progress.nextUp(), progress.printing(), said);
    }

    private void mark(RecordingHeader header, Volume.OpenFile file, RecordingWriter writer)
            throws IOException {
        RecordingBuffers buffers = new RecordingBuffers();
        Duration at = Duration.between(header.start(), clock.instant());
        try {
            writer.write(List.of(new RecordingEvent.Marker(at, "server restarted")), buffers);
            settle(file, writer, buffers);
        } catch (IOException e) {
            writer.abandon();
            throw e;
        }
    }

    /// Ends the zstd frame: until a first event comes, the recording holds no memory.
    private static void settle(
            Volume.OpenFile file, RecordingWriter writer, RecordingBuffers buffers)
            throws IOException {
        try {
            writer.rest(buffers);
            file.force();
        } catch (IOException e) {
            writer.abandon();
            throw e;
        }
    }

    private RecordingHeader headerOf(SessionId session)
            throws IOException, MalformedRecordingException {
        try (RecordingReader reader = RecordingReader.open(Files.newInputStream(pathOf(session)))) {
            return reader.header();
        }
    }

    private OpenOutcome run(Slot slot, RecordingHeader header, Held held) {
        SessionId session = header.session();
        OpenRecording recording =
                new OpenRecording(
                        held,
                        scribe(header.content()),
                        new Clocks(clock, header.start()),
                        recorders.get(Math.floorMod(session.hashCode(), recorders.size())),
                        () -> running.remove(session, slot));
        slot.recording = Optional.of(recording);
        return new Opened(recording);
    }

    private static Scribe scribe(RecordingHeader.Content content) {
        return switch (content) {
            case RecordingHeader.Content.Files(String direction, String path) ->
                    new FileScribe(FileDirection.find(direction).orElseThrow(), NodePath.of(path));
            case RecordingHeader.Content.Terminal _,
                    RecordingHeader.Content.Ssh _,
                    RecordingHeader.Content.Opaque _ ->
                    EventOf::write;
        };
    }

    private void syncAll() {
        running.values().forEach(slot -> slot.recording.ifPresent(OpenRecording::syncIfDirty));
    }

    private Path pathOf(SessionId session) {
        return config.directory().resolve(session.value() + SUFFIX);
    }

    private Optional<RecordingFile> describe(Path path) {
        String name = path.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            String session = name.substring(0, name.length() - SUFFIX.length());
            return describe(new SessionId(session), path);
        } catch (MalformedId e) {
            return Optional.empty();
        }
    }

    private Optional<RecordingFile> describe(SessionId session, Path path) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                return Optional.empty();
            }
            State state = running.containsKey(session) ? State.RECORDING : State.CLOSED;
            return Optional.of(
                    new RecordingFile(
                            session,
                            path,
                            found.size(),
                            found.lastModifiedTime().toInstant(),
                            state));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
