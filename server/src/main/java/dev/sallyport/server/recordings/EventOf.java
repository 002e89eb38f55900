package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.Heading;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import dev.sallyport.protocol.ssh.ScreenRecord;
import dev.sallyport.server.relay.Direction;
import dev.sallyport.server.relay.TapEvent;
import dev.sallyport.server.relay.TapEvent.Counted;
import dev.sallyport.server.relay.TapEvent.Marked;
import dev.sallyport.server.relay.TapEvent.Missed;
import dev.sallyport.server.relay.TapEvent.Repeated;
import dev.sallyport.server.relay.TapEvent.Said;
import dev.sallyport.server.relay.TapEvent.Sealed;
import dev.sallyport.server.relay.TapEvent.Streamed;
import java.time.Duration;
import java.util.function.Consumer;

/// What the relay saw, as lines of a recording.
final class EventOf {
    private EventOf() {}

    static void write(TapEvent event, Duration at, Consumer<RecordingEvent> out) {
        switch (event) {
            case Sealed(Direction direction, int size) ->
                    out.accept(new RecordingEvent.Sealed(at, heading(direction), size));
            case Streamed(Direction direction, int type, Bytes payload) when isTold(type) ->
                    told(at, heading(direction), payload, out);
            case Streamed(Direction direction, int type, Bytes payload) ->
                    out.accept(streamed(at, direction, type, payload));
            case Repeated(Direction direction, long sequence, int type, Bytes payload) ->
                    out.accept(
                            new RecordingEvent.Repeated(
                                    at, heading(direction), sequence, type, payload));
            case Missed lost -> missed(at, lost, out);
            case Counted(long downFrames, long downBytes, long upFrames, long upBytes) ->
                    out.accept(
                            new RecordingEvent.Carried(
                                    at, downFrames, downBytes, upFrames, upBytes));
            case Said(long sequence, Bytes payload) ->
                    out.accept(new RecordingEvent.Said(at, sequence, payload));
            case Marked(String text) -> out.accept(new RecordingEvent.Marker(at, text));
        }
    }

    private static RecordingEvent streamed(
            Duration at, Direction direction, int type, Bytes payload) {
        if (direction == Direction.DOWN && isPrinted(type)) {
            return new RecordingEvent.Output(at, payload);
        }
        if (direction == Direction.UP && type == PayloadTypes.OUTPUT) {
            return new RecordingEvent.Input(at, payload);
        }
        if (direction == Direction.UP && type == PayloadTypes.SIZE) {
            try {
                TerminalSize size = TerminalSize.decode(payload);
                return new RecordingEvent.Resize(at, size.cols(), size.rows());
            } catch (MalformedMessageException e) {
                // The node will not understand it either; it goes on, so it is kept as it is.
                return new RecordingEvent.Other(at, Heading.UP, type, payload);
            }
        }
        return new RecordingEvent.Other(at, heading(direction), type, payload);
    }

    private static boolean isTold(int type) {
        return type == PayloadTypes.SCREEN;
    }

    /// What the node tells, then the frame it came in: a file that ends between the two has the
    /// frame come again.
    private static void told(
            Duration at, Heading heading, Bytes payload, Consumer<RecordingEvent> out) {
        Bytes left = Bytes.EMPTY;
        try {
            out.accept(
                    switch (ScreenRecord.decode(payload)) {
                        case ScreenRecord.Output(Bytes bytes) ->
                                new RecordingEvent.Output(at, bytes);
                        case ScreenRecord.Input(Bytes bytes) -> new RecordingEvent.Input(at, bytes);
                        case ScreenRecord.Resize(TerminalSize size) ->
                                new RecordingEvent.Resize(at, size.cols(), size.rows());
                        case ScreenRecord.Note(String text) -> new RecordingEvent.Marker(at, text);
                    });
        } catch (MalformedMessageException e) {
            // Kept as it is: what cannot be read today may be evidence tomorrow.
            left = payload;
        }
        out.accept(new RecordingEvent.Other(at, heading, PayloadTypes.SCREEN, left));
    }

    private static boolean isPrinted(int type) {
        return type == PayloadTypes.OUTPUT
                || type == PayloadTypes.ERROR_OUTPUT
                || type == PayloadTypes.EXIT_CODE;
    }

    /// One empty line per frame keeps the count of lines true.
    private static void missed(Duration at, Missed lost, Consumer<RecordingEvent> out) {
        Heading heading = heading(lost.direction());
        out.accept(
                new RecordingEvent.Marker(
                        at,
                        "lost with the server's machine: "
                                + lost.count()
                                + " frames from "
                                + lost.first()));
        for (long i = 0; i < lost.count(); i++) {
            out.accept(new RecordingEvent.Other(at, heading, PayloadTypes.NONE, Bytes.EMPTY));
        }
    }

    private static Heading heading(Direction direction) {
        return switch (direction) {
            case DOWN -> Heading.DOWN;
            case UP -> Heading.UP;
        };
    }
}
