package dev.sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunesTest {
    @ParameterizedTest(name = "of {0} the first {1} bytes are whole")
    @CsvSource({
        "'',0",
        "61,1",
        "61c3,1",
        "61c3a9,3",
        "e282,0",
        "e282ac,3",
        "f09f9a,0",
        "f09f9aa2,4",
        // Latin-1, overlong, surrogate and out-of-range starts are nobody's beginning.
        "e974,2",
        "c0,1",
        "c1,1",
        "e080,2",
        "eda0,2",
        "f08f,2",
        "f490,2",
        "f5,1",
        "ff,1",
        // Continuations without a lead, and more of them than any lead takes.
        "80,1",
        "808080,3",
        "c3a980,3",
        "f09f9aa280,5",
        // A lead that is followed by no continuation has failed already.
        "61e261,3",
        "efbfbd,3",
        "efbf,0"
    })
    void knowsWhereACharacterIsTorn(String hex, int whole) {
        byte[] bytes = Bytes.ofHex(hex).toArray();

        assertThat(Runes.wholeLength(bytes, bytes.length)).isEqualTo(whole);
    }

    @Property
    void cutsTextOnlyBetweenCharacters(
            @ForAll @StringLength(max = 60) String any, @ForAll @IntRange(min = 4, max = 9) int max)
            throws CharacterCodingException {
        byte[] text = any.getBytes(StandardCharsets.UTF_8);
        PendingOutput pending = new PendingOutput();
        pending.append(text, text.length);

        StringBuilder seen = new StringBuilder();
        for (Bytes cut = pending.take(max, false); !cut.isEmpty(); cut = pending.take(max, false)) {
            seen.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cut.toArray())));
        }

        assertThat(seen.toString().getBytes(StandardCharsets.UTF_8)).isEqualTo(text);
    }

    /// DC-46 at its core: whatever comes in goes out, however it was cut on its way in and out.
    @Property
    void losesAndChangesNothing(
            @ForAll byte[] any,
            @ForAll @IntRange(min = 1, max = 9) int in,
            @ForAll @IntRange(min = 1, max = 9) int out) {
        PendingOutput pending = new PendingOutput();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        for (int from = 0; from < any.length; from += in) {
            byte[] piece = Bytes.copyOf(any).slice(from, Math.min(any.length, from + in)).toArray();
            pending.append(piece, piece.length);
            seen.writeBytes(pending.take(out, false).toArray());
        }
        while (pending.size() > 0) {
            seen.writeBytes(pending.take(out, true).toArray());
        }

        assertThat(seen.toByteArray()).isEqualTo(any);
    }
}
