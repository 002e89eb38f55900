package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.audit.recording.RecordingHeader.Content;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.recordings.OpenOutcome.Opened;
import dev.sallyport.server.relay.Direction;
import dev.sallyport.server.relay.Tap;
import dev.sallyport.server.relay.TapEvent.Streamed;
import dev.sallyport.server.relay.TapResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// A process that records without end, says each number once it is stored, and waits to be killed.
final class DoomedServer {
    private DoomedServer() {}

    public static void main(String[] args) throws Exception {
        Recordings recordings =
                Recordings.open(
                        RecordingsConfig.in(Path.of(args[0])),
                        InstantSource.system(),
                        System::nanoTime);
        RecordingHeader header =
                new RecordingHeader(
                        new SessionId("alice-0abc"),
                        new NodeId("mi-0123456789abcdef0"),
                        "arn:aws:iam::111122223333:user/alice",
                        "SSM-SessionManagerRunShell",
                        Instant.now(),
                        Content.TERMINAL);
        Tap tap = ((Opened) recordings.begin(header)).tap();
        for (int i = 0; ; i++) {
            int number = i;
            tap.record(
                    new Streamed(Direction.DOWN, 1, Bytes.ofUtf8("line " + number + "\r\n")),
                    new TapResult() {
                        @Override
                        public void stored() {
                            System.out.println(number);
                        }

                        @Override
                        public void failed(String reason) {
                            System.out.println(reason);
                        }
                    });
            LockSupport.parkNanos(200_000);
        }
    }
}
