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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Lines to events. Blanks between the parts are allowed, as other writers of asciicasts put them.
final class EventParser {
    private static final int KEPT = 64 << 10;

    private final ByteRun code = new ByteRun(16);
    private final ByteRun text = new ByteRun(1024);

    RecordingEvent parse(ByteRun line) throws MalformedRecordingException {
        int at = expect(line, 0, '[');
        int timeEnd = at;
        while (timeEnd < line.size() && line.at(timeEnd) != ',') {
            timeEnd++;
        }
        Duration time = time(line, at, timeEnd);
        code.clear(KEPT);
        text.clear(KEPT);
        at = expect(line, expect(line, timeEnd, ','), '"');
        at = EscapedText.decode(line, at, code);
        at = expect(line, expect(line, at, ','), '"');
        at = EscapedText.decode(line, at, text);
        expect(line, at, ']');
        return event(time, code.toUtf8());
    }

    private RecordingEvent event(Duration at, String kind) throws MalformedRecordingException {
        return switch (kind) {
            case "o" -> new Output(at, text.toBytes());
            case "i" -> new Input(at, text.toBytes());
            case "m" -> new Marker(at, text.toUtf8());
            case "r" -> resize(at, text.toUtf8().split("x", -1));
            case "x" -> other(at, List.of(text.toUtf8().split(" ", -1)));
            case "s" -> said(at, text.toBytes());
            case "f" -> new Copied(at, CopiedFile.decode(text.toUtf8()));
            case "d" -> repeated(at, List.of(text.toUtf8().split(" ", -1)));
            default -> new Unknown(at, kind, text.toUtf8());
        };
    }

    private RecordingEvent resize(Duration at, String[] sides) throws MalformedRecordingException {
        if (sides.length != 2) {
            throw new MalformedRecordingException("size: " + text.toUtf8() + " (expected: 80x24)");
        }
        return new Resize(at, (int) number(sides[0]), (int) number(sides[1]));
    }

    private RecordingEvent other(Duration at, List<String> words)
            throws MalformedRecordingException {
        if (words.getFirst().equals("carried") && words.size() == 5) {
            return new Carried(
                    at,
                    number(words.get(1)),
                    number(words.get(2)),
                    number(words.get(3)),
                    number(words.get(4)));
        }
        if (words.getFirst().equals("sealed") && words.size() == 3) {
            return new Sealed(at, heading(words.get(1)), number(words.get(2)));
        }
        if (words.size() != 3) {
            throw new MalformedRecordingException("frame: " + words.size() + " words");
        }
        return new Other(
                at, heading(words.get(0)), (int) number(words.get(1)), payload(words.get(2)));
    }

    private RecordingEvent repeated(Duration at, List<String> words)
            throws MalformedRecordingException {
        if (words.size() != 4) {
            throw new MalformedRecordingException("repeated frame: " + words.size() + " words");
        }
        return new Repeated(
                at,
                heading(words.get(0)),
                number(words.get(1)),
                (int) number(words.get(2)),
                payload(words.get(3)));
    }

    private static Said said(Duration at, Bytes words) throws MalformedRecordingException {
        int digits = 0;
        while (digits < words.size() && words.at(digits) != ' ') {
            digits++;
        }
        if (digits == words.size()) {
            throw new MalformedRecordingException("said: no number");
        }
        return new Said(
                at, number(words.slice(0, digits).toUtf8()), words.slice(digits + 1, words.size()));
    }

    private static Heading heading(String word) throws MalformedRecordingException {
        for (Heading heading : Heading.values()) {
            if (heading.word().equals(word.toLowerCase(Locale.ROOT))) {
                return heading;
            }
        }
        throw new MalformedRecordingException("direction: " + word + " (expected: down or up)");
    }

    private static Bytes payload(String base64) throws MalformedRecordingException {
        try {
            return Bytes.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordingException("payload: not base64");
        }
    }

    private static long number(String digits) throws MalformedRecordingException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new MalformedRecordingException("number: " + digits);
        }
    }

    private static Duration time(ByteRun line, int from, int to)
            throws MalformedRecordingException {
        StringBuilder digits = new StringBuilder();
        for (int i = from; i < to; i++) {
            digits.append((char) line.at(i));
        }
        // Longer than any time that can be meant: an exponent could otherwise ask for gigabytes.
        if (digits.length() > 24 || digits.indexOf("e") >= 0 || digits.indexOf("E") >= 0) {
            throw new MalformedRecordingException("time: " + digits);
        }
        try {
            BigDecimal seconds = new BigDecimal(digits.toString().strip());
            return Duration.ofNanos(
                    seconds.movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (NumberFormatException | ArithmeticException e) {
            throw new MalformedRecordingException("time: " + digits);
        }
    }

    private static int expect(ByteRun line, int from, int wanted)
            throws MalformedRecordingException {
        int at = from;
        while (at < line.size() && line.at(at) == ' ') {
            at++;
        }
        if (at >= line.size() || line.at(at) != wanted) {
            throw new MalformedRecordingException("line: " + (char) wanted + " missing at " + at);
        }
        return at + 1;
    }
}
