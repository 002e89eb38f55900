package dev.sallyport.server.api.ssmmessages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.recordings.RecordingFile;
import dev.sallyport.server.recordings.Recordings;
import dev.sallyport.server.recordings.RecordingsConfig;
import dev.sallyport.server.relay.Relay;
import dev.sallyport.server.relay.RelayConfig;
import dev.sallyport.server.relay.RelayLoop;
import dev.sallyport.server.sessions.DataPlane.OpenOutcome;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session runs with its one recording or not at all.
class SessionPlaneTest {
    @TempDir Path folder;
    private final World world = new World();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private Session session;
    private Recordings recordings;
    private Relay relay;
    private SessionPlane plane;

    @BeforeEach
    void start() throws Exception {
        SessionId id = world.start().session().id();
        session = world.store.find(id).orElseThrow();
        startServer();
    }

    private void startServer() throws Exception {
        InstantSource clock = InstantSource.fixed(World.NOON);
        recordings =
                Recordings.open(
                        new RecordingsConfig(folder.resolve("recordings"), 0, 1),
                        clock,
                        System::nanoTime);
        relay =
                new Relay(
                        RelayConfig.usual(),
                        List.of(RelayLoop.on(loop)),
                        new Relay.Time(clock, System::nanoTime),
                        new SecureRandom(),
                        Runnable::run);
        plane =
                new SessionPlane(
                        relay,
                        recordings,
                        new SessionPlane.Windows(Duration.ofMinutes(1), Duration.ofMinutes(1)),
                        () -> world.life);
    }

    private void stopServer() {
        relay.close();
        recordings.close();
    }

    @AfterEach
    void stop() {
        stopServer();
        loop.shutdownNow();
    }

    private Path recording() {
        return recordings.find(session.id()).map(RecordingFile::path).orElseThrow();
    }

    @Test
    void tellsNobodyOfASessionThatIsNotOpen() {
        assertThat(plane.tell(session.id(), "soon")).isFalse();
    }

    @Test
    void goesOnAfterARestartInTheSameRecording() throws Exception {
        assertThat(plane.open(session)).isEqualTo(new OpenOutcome.Opened());
        stopServer();
        startServer();

        assertThat(plane.reopen(session)).isEqualTo(new OpenOutcome.Opened());
        assertThat(relay.isOpen(session.id())).isTrue();
    }

    @Test
    void refusesASessionWhoseRecordingIsGone() throws Exception {
        assertThat(plane.open(session)).isEqualTo(new OpenOutcome.Opened());
        Path file = recording();
        stopServer();
        Files.delete(file);
        startServer();

        assertThat(plane.reopen(session))
                .isEqualTo(new OpenOutcome.Refused("the recording is gone"));
        assertThat(relay.isOpen(session.id())).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void beginsNoSecondRecordingOfASession() throws Exception {
        assertThat(plane.open(session)).isEqualTo(new OpenOutcome.Opened());
        Path file = recording();
        stopServer();
        byte[] before = Files.readAllBytes(file);
        startServer();

        assertThat(plane.open(session))
                .isEqualTo(new OpenOutcome.Refused("there is a recording of this session already"));
        assertThat(relay.isOpen(session.id())).isFalse();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
