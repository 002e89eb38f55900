package dev.sallyport.audit.recording;

import dev.sallyport.audit.recording.RecordingEvent.Carried;
import dev.sallyport.audit.recording.RecordingEvent.Copied;
import dev.sallyport.audit.recording.RecordingEvent.Input;
import dev.sallyport.audit.recording.RecordingEvent.Marker;
import dev.sallyport.audit.recording.RecordingEvent.Other;
import dev.sallyport.audit.recording.RecordingEvent.Output;
import dev.sallyport.audit.recording.RecordingEvent.Repeated;
import dev.sallyport.audit.recording.RecordingEvent.Resize;
import dev.sallyport.audit.recording.RecordingEvent.Said;
import dev.sallyport.audit.recording.RecordingEvent.Sealed;
import dev.sallyport.audit.recording.RecordingEvent.Unknown;
import dev.sallyport.protocol.Bytes;
import java.time.Duration;

/// Events to lines.
final class EventLines {
    private EventLines() {}

    /// Appends the event's line, its end included.
    static void encode(RecordingEvent event, ByteRun out) {
        out.put('[');
        encodeTime(event.at(), out);
        switch (event) {
            case Output(_, Bytes bytes) -> text("o", bytes, out);
            case Input(_, Bytes bytes) -> text("i", bytes, out);
            case Resize(_, int cols, int rows) -> text("r", cols + "x" + rows, out);
            case Other(_, Heading heading, int type, Bytes payload) ->
                    text("x", heading.word() + " " + type + " " + payload.toBase64(), out);
            case Sealed(_, Heading heading, long size) ->
                    text("x", "sealed " + heading.word() + " " + size, out);
            case Repeated(_, Heading heading, long sequence, int type, Bytes payload) ->
                    text(
                            "d",
                            heading.word() + " " + sequence + " " + type + " " + payload.toBase64(),
                            out);
            case Carried(_, long downFrames, long downBytes, long upFrames, long upBytes) ->
                    text(
                            "x",
                            "carried "
                                    + downFrames
                                    + " "
                                    + downBytes
                                    + " "
                                    + upFrames
                                    + " "
                                    + upBytes,
                            out);
            case Copied(_, CopiedFile file) -> text("f", file.encode(), out);
            case Said(_, long sequence, Bytes bytes) -> said(sequence, bytes, out);
            case Marker(_, String words) -> text("m", words, out);
            case Unknown(_, String code, String words) -> text(code, words, out);
        }
        out.put(']');
        out.put('\n');
    }

    private static void said(long sequence, Bytes bytes, ByteRun out) {
        out.putAscii(",\"s\",\"" + sequence + " ");
        EscapedText.encode(bytes, out);
        out.put('"');
    }

    private static void text(String code, String words, ByteRun out) {
        text(code, Bytes.ofUtf8(words), out);
    }

    private static void text(String code, Bytes bytes, ByteRun out) {
        out.put(',');
        out.put('"');
        EscapedText.encode(Bytes.ofUtf8(code), out);
        out.putAscii("\",\"");
        EscapedText.encode(bytes, out);
        out.put('"');
    }

    /// Seconds with six digits, written by hand: a line is made for every frame.
    private static void encodeTime(Duration at, ByteRun out) {
        out.putAscii(Long.toString(at.toSeconds()));
        out.put('.');
        int micros = at.toNanosPart() / 1_000;
        for (int unit = 100_000; unit > 0; unit /= 10) {
            out.put('0' + micros / unit % 10);
        }
    }
}
