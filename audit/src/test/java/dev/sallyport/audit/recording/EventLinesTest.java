package dev.sallyport.audit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.recording.RecordingEvent.Carried;
import dev.sallyport.audit.recording.RecordingEvent.Input;
import dev.sallyport.audit.recording.RecordingEvent.Marker;
import dev.sallyport.audit.recording.RecordingEvent.Other;
import dev.sallyport.audit.recording.RecordingEvent.Output;
import dev.sallyport.audit.recording.RecordingEvent.Repeated;
import dev.sallyport.audit.recording.RecordingEvent.Resize;
import dev.sallyport.audit.recording.RecordingEvent.Said;
import dev.sallyport.audit.recording.RecordingEvent.Unknown;
import dev.sallyport.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {
    private static final Duration SOON = Duration.ofNanos(1_234_567_891L);

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(new Output(SOON, Bytes.ofUtf8("$ ")), "[1.234567,\"o\",\"$ \"]"),
                Arguments.of(
                        new Input(Duration.ZERO, Bytes.ofUtf8("\u0003\r\n\t\"\\")),
                        "[0.000000,\"i\",\"\\u0003\\r\\n\\t\\\"\\\\\"]"),
                Arguments.of(new Resize(SOON, 120, 40), "[1.234567,\"r\",\"120x40\"]"),
                Arguments.of(
                        new Other(SOON, Heading.DOWN, 5, Bytes.ofUtf8("{}")),
                        "[1.234567,\"x\",\"down 5 e30=\"]"),
                Arguments.of(
                        new Repeated(SOON, Heading.UP, 17, 1, Bytes.ofUtf8("ls")),
                        "[1.234567,\"d\",\"up 17 1 bHM=\"]"),
                Arguments.of(
                        new Carried(SOON, 1, 20, 3, 4), "[1.234567,\"x\",\"carried 1 20 3 4\"]"),
                Arguments.of(
                        new Said(SOON, 17, Bytes.ofUtf8("\r\nsoon over\r\n")),
                        "[1.234567,\"s\",\"17 \\r\\nsoon over\\r\\n\"]"),
                Arguments.of(new Marker(SOON, "ended: idle"), "[1.234567,\"m\",\"ended: idle\"]"),
                Arguments.of(new Unknown(SOON, "z", "?"), "[1.234567,\"z\",\"?\"]"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void writesAndReadsOneLinePerEvent(RecordingEvent event, String line) throws Exception {
        assertThat(written(event)).isEqualTo(line + "\n");
        assertThat(parsed(line)).isEqualTo(atMicros(event));
    }

    @Test
    void keepsRunesAndEscapesEveryByteThatIsNone() {
        Bytes mixed =
                Bytes.ofHex(
                        "c3a9" // é
                                + "f09f9a80" // a rocket
                                + "efbfbd" // U+FFFD itself
                                + "e9" // é in Latin-1
                                + "c080" // NUL, overlong
                                + "eda080" // a surrogate
                                + "f4908080" // above the last rune
                                + "e282"); // the first half of €

        assertThat(written(new Output(Duration.ZERO, mixed)))
                .isEqualTo(
                        "[0.000000,\"o\",\"é🚀\ufffd\\udce9\\udcc0\\udc80\\udced\\udca0\\udc80"
                                + "\\udcf4\\udc90\\udc80\\udc80\\udce2\\udc82\"]\n");
    }

    @Test
    void readsWhatOtherWritersOfAsciicastsEscape() throws Exception {
        assertThat(parsed("[ 1.5, \"o\", \"\\ud83d\\ude80\\/\\b\\f\\u20ac\" ]"))
                .isEqualTo(new Output(Duration.ofMillis(1500), Bytes.ofUtf8("🚀/\b\f€")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[1.0,\"o\"]",
                "[1.0,\"o\",\"a]",
                "[1.0,\"o\",\"\\x\"]",
                "[1.0,\"o\",\"\\u12\"]",
                "[1.0,\"o\",\"\\ud83d\"]",
                "[1e999999999,\"o\",\"a\"]",
                "[soon,\"o\",\"a\"]",
                "[1.0,\"r\",\"80\"]",
                "[1.0,\"r\",\"80xtall\"]",
                "[1.0,\"x\",\"sideways 5 e30=\"]",
                "[1.0,\"x\",\"down 5 !\"]",
                "[1.0,\"d\",\"down 5\"]",
                "[1.0,\"s\",\"17\"]",
                "[1.0,\"s\",\"soon over\"]"
            })
    void refusesALineItCannotRead(String line) {
        assertThatThrownBy(() -> parsed(line)).isInstanceOf(MalformedRecordingException.class);
    }

    @Property
    void givesBackEveryByte(@ForAll byte[] bytes) throws Exception {
        Output output = new Output(Duration.ZERO, Bytes.copyOf(bytes));

        assertThat(parsed(written(output))).isEqualTo(output);
    }

    @Property
    void writesOnlyValidUtf8(@ForAll byte[] bytes) throws Exception {
        ByteRun line = new ByteRun(16);
        EventLines.encode(new Output(Duration.ZERO, Bytes.copyOf(bytes)), line);

        assertThatCode(() ->
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(line.toBytes().asReadOnlyBuffer()))
                .doesNotThrowAnyException();
    }

    private static RecordingEvent atMicros(RecordingEvent event) throws Exception {
        return event.at().isZero() ? event : parsed(written(event));
    }

    private static String written(RecordingEvent event) {
        ByteRun line = new ByteRun(1);
        EventLines.encode(event, line);
        return line.toUtf8();
    }

    private static RecordingEvent parsed(String line) throws MalformedRecordingException {
        byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
        ByteRun run = new ByteRun(1);
        run.put(utf8, 0, utf8.length);
        return new EventParser().parse(run);
    }
}
