package dev.sallyport.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Complete;
import dev.sallyport.protocol.files.FileMessage.Done;
import dev.sallyport.protocol.files.FileMessage.End;
import dev.sallyport.protocol.files.FileMessage.Failed;
import dev.sallyport.protocol.files.FileMessage.Have;
import dev.sallyport.protocol.files.FileMessage.Leave;
import dev.sallyport.protocol.files.FileMessage.Open;
import dev.sallyport.protocol.files.FileMessage.Over;
import dev.sallyport.protocol.files.FileMessage.Piece;
import dev.sallyport.protocol.files.FileMessage.Ready;
import dev.sallyport.protocol.files.FileMessage.Removed;
import dev.sallyport.protocol.files.FileMessage.Settled;
import dev.sallyport.protocol.files.FileMessage.Start;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.FileMessage.Unsent;
import dev.sallyport.protocol.files.FileMessage.Want;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCodecTest {
    private static final String HASH = "ab".repeat(32);
    private static final RelativeName NAME = RelativeName.of("d/f");

    private static final Map<FileMessage, String> VECTORS =
            Map.ofEntries(
                    Map.entry(
                            new Open(1, Set.of(Wish.RECURSIVE, Wish.DELETE)),
                            "01 00000005 01 00000011"),
                    Map.entry(new Failed(Verdict.DENIED, "no"), "02 00000005 03 0002 6e6f"),
                    Map.entry(new Done(), "03 00000000"),
                    Map.entry(
                            new Announce(7, NAME, new Thing.File(258, Bytes.EMPTY), 0644, 1),
                            "04 0000001f 00000007 0003 642f66 000001a4 0000000000000001"
                                    + " 0000000000000102 0000"),
                    Map.entry(
                            new Announce(7, NAME, new Thing.File(258, Bytes.ofHex(HASH)), 0644, -1),
                            "04 0000003f 00000007 0003 642f66 000001a4 ffffffffffffffff"
                                    + " 0000000000000102 0020 "
                                    + HASH),
                    Map.entry(
                            new Announce(7, NAME, new Thing.Folder(), 0755, 1),
                            "05 00000015 00000007 0003 642f66 000001ed 0000000000000001"),
                    Map.entry(
                            new Announce(7, NAME, new Thing.Link("../x"), 0777, 1),
                            "06 0000001b 00000007 0003 642f66 000001ff 0000000000000001 0004"
                                    + " 2e2e2f78"),
                    Map.entry(new Complete(RelativeName.ROOT), "07 00000002 0000"),
                    Map.entry(
                            new Leave(8, NAME, 0555, 2),
                            "08 00000015 00000008 0003 642f66 0000016d 0000000000000002"),
                    Map.entry(new Start(7, 513), "09 0000000c 00000007 0000000000000201"),
                    Map.entry(
                            new End(Verdict.OK, Bytes.ofHex(HASH), ""),
                            "0b 00000025 00 0020 " + HASH + " 0000"),
                    Map.entry(
                            new End(Verdict.CHANGED, Bytes.EMPTY, "!"),
                            "0b 00000006 01 0000 0001 21"),
                    Map.entry(
                            new Unsent("a\nb", Verdict.UNSUPPORTED, ""),
                            "0c 00000008 0003 610a62 07 0000"),
                    Map.entry(new Ready(true), "0d 00000001 01"),
                    Map.entry(
                            new Want(7, 1, Bytes.ofHex(HASH)),
                            "0e 0000002e 00000007 0000000000000001 0020 " + HASH),
                    Map.entry(new Have(7), "0f 00000004 00000007"),
                    Map.entry(
                            new Settled(7, Verdict.NO_SPACE, "x"),
                            "10 00000008 00000007 02 0001 78"),
                    Map.entry(new Removed(NAME, Verdict.OK, ""), "11 00000008 0003 642f66 00 0000"),
                    Map.entry(new Over(), "12 00000000"));

    @Test
    void everyMessageHasItsBytes() throws MalformedFilesException {
        for (Map.Entry<FileMessage, String> vector : VECTORS.entrySet()) {
            Bytes wire = Bytes.ofHex(vector.getValue().replace(" ", ""));
            FileBatch batch = new FileBatch();
            batch.add(vector.getKey());
            assertThat(batch.take().toHex()).as("%s", vector.getKey()).isEqualTo(wire.toHex());
            assertThat(FileCodec.decode(wire)).containsExactly(vector.getKey());
        }
    }

    @Test
    void manyMessagesShareAPayload() throws Exception {
        FileBatch batch = new FileBatch();
        batch.add(new Start(0, 0));
        ByteBuffer content = ByteBuffer.wrap(new byte[] {1, 2, 3});
        ByteBuffer seen = batch.data(into -> drain(content, into), 100);
        batch.add(new Done());

        assertThat(seen).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(FileCodec.decode(batch.take()))
                .containsExactly(
                        new Start(0, 0), new Piece(Bytes.wrap(new byte[] {1, 2, 3})), new Done());
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void dataFillsThePayloadToItsLimitAndNotBeyond() throws Exception {
        FileBatch batch = new FileBatch();
        batch.add(new Start(0, 0));
        int count = batch.data(FileCodecTest::zeros, Long.MAX_VALUE).remaining();
        Bytes payload = batch.take();

        assertThat(payload.size()).isEqualTo(FileCodec.MAX_PAYLOAD);
        assertThat(FileCodec.decode(payload).get(1))
                .isEqualTo(new Piece(Bytes.wrap(new byte[count])));
    }

    @Test
    void theEndOfAFileLeavesNoMessage() throws Exception {
        FileBatch batch = new FileBatch();
        assertThat(batch.data(into -> -1, 10).hasRemaining()).isFalse();
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void aTextThatIsTooLongIsCut() throws Exception {
        FileBatch batch = new FileBatch();
        batch.add(new Failed(Verdict.FAILED, "\u20ac".repeat(1000)));
        assertThat(FileCodec.decode(batch.take()))
                .containsExactly(new Failed(Verdict.FAILED, "\u20ac".repeat(100)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", // no length
                "03 00000001", // longer than the payload
                "03 ffffffff", // negative
                "03 00000001 00", // longer than its fields
                "01 00000004 01 000000", // shorter than its fields
                "01 00000005 01 00000080", // unknown wish
                "00 00000000", // unknown kinds
                "13 00000000",
                "0a 00000000", // empty data
                "0d 00000001 02", // neither yes nor no
                "0f 00000004 ffffffff", // negative number
                "09 0000000c 00000007 8000000000000000", // negative offset
                "09 0000000c 00000007 0008000000000000", // beyond all files
                "02 00000003 0a 0000", // unknown verdict
                "02 00000004 03 0001 ff", // not UTF-8
                "0e 0000000f 00000007 0000000000000001 0001 ab", // a hash too short
                "07 00000003 0001 2f", // "/"
                "07 00000004 0002 2e2e", // ".."
                "07 00000003 0001 2e", // "."
                "07 00000006 0004 2f657463", // "/etc"
                "07 00000007 0005 612f2e2e62 ff", // trailing byte
                "07 00000008 0006 612f2e2e2f62", // "a/../b"
                "07 00000006 0004 612f2f62", // "a//b"
                "07 00000004 0002 612f", // "a/"
                "07 00000005 0003 610062", // a zero byte
                "07 00000003 0001 ff", // not UTF-8
                "08 00000015 00000008 0003 642f66 00000fff 0000000000000002", // set-uid
                "08 00000015 00000008 0003 642f66 0000016d 7fffffffffffffff", // end of time
            })
    void whatIsNoMessageIsRefused(String hex) {
        assertThatThrownBy(() -> FileCodec.decode(Bytes.ofHex(hex.replace(" ", ""))))
                .isInstanceOf(MalformedFilesException.class);
    }

    @Test
    void aPayloadOverTheLimitIsRefused() {
        Bytes large = Bytes.wrap(new byte[FileCodec.MAX_PAYLOAD + 1]);
        assertThatThrownBy(() -> FileCodec.decode(large))
                .isInstanceOf(MalformedFilesException.class);
    }

    @Property
    void whateverComesEndsWithMessagesOrOneException(@ForAll byte[] noise) {
        decodeAnything(noise);
    }

    @Property
    void aMessageWithBrokenBytesEndsWithMessagesOrOneException(
            @ForAll("messages") FileMessage message, @ForAll int at, @ForAll byte other) {
        FileBatch batch = new FileBatch();
        batch.add(message);
        byte[] wire = batch.take().toArray();
        wire[Math.floorMod(at, wire.length)] = other;
        decodeAnything(wire);
    }

    private static void decodeAnything(byte[] wire) {
        try {
            assertThat(FileCodec.decode(Bytes.copyOf(wire))).doesNotContainNull();
        } catch (MalformedFilesException e) {
            assertThat(e).hasMessageContaining(":");
        }
    }

    @Property
    void whatGoesInComesOut(@ForAll("messages") FileMessage message) throws Exception {
        FileBatch batch = new FileBatch();
        batch.add(message);
        assertThat(FileCodec.decode(batch.take())).containsExactly(message);
    }

    @Provide
    Arbitrary<FileMessage> messages() {
        Arbitrary<RelativeName> names =
                Arbitraries.strings()
                        .withChars("ab \n\u00e9\u20ac.\\'\"")
                        .ofMinLength(1)
                        .ofMaxLength(40)
                        .filter(it -> !it.equals(".") && !it.equals(".."))
                        .list()
                        .ofMaxSize(5)
                        .map(RelativeName::new);
        Arbitrary<Integer> ids = Arbitraries.integers().greaterOrEqual(0);
        Arbitrary<Long> sizes = Arbitraries.longs().between(0, 1L << 50);
        Arbitrary<FileMessage> announces =
                Combinators.combine(ids, names, sizes, Arbitraries.integers().between(0, 0777))
                        .as((id, name, size, mode) ->
                                new Announce(
                                        id, name, new Thing.File(size, Bytes.EMPTY), mode, size));
        Arbitrary<FileMessage> settled =
                Combinators.combine(
                                ids,
                                Arbitraries.of(Verdict.values()),
                                Arbitraries.strings().ascii().ofMaxLength(200))
                        .as(Settled::new);
        Arbitrary<FileMessage> vectors = Arbitraries.of(List.copyOf(VECTORS.keySet()));
        return Arbitraries.oneOf(announces, settled, vectors);
    }

    private static int drain(ByteBuffer from, ByteBuffer into) {
        if (!from.hasRemaining()) {
            return -1;
        }
        into.put(from.get());
        return 1;
    }

    private static int zeros(ByteBuffer into) {
        int count = Math.min(into.remaining(), 1000);
        into.put(new byte[count]);
        return count;
    }
}
