package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.PassContent.Bearer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// The bytes of a token's content: fields in a row, compressed. Read back are only bytes that were
/// sealed here, so reading trusts them.
final class PassForm {
    private static final int ID = 16;
    private static final int OF_USER = 1;
    private static final int OF_ROLE = 2;
    private static final int FEDERATED = 3;
    private static final List<Roots.Kind> KINDS = List.of(Roots.Kind.values());

    private PassForm() {}

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static Bytes packed(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
                DataOutputStream out =
                        new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    static int packedSize(Bundle bundle) {
        return packed(out -> write(out, bundle)).size();
    }

    static Bytes encode(PassContent content) {
        return packed(out -> {
            out.write(content.id().toArray());
            out.writeLong(content.issued().toEpochMilli());
            out.writeLong(content.expires().toEpochMilli());
            out.writeLong(content.mfaAt().map(Instant::toEpochMilli).orElse(0L));
            out.writeByte(content.roots().all().size());
            for (Roots.Root root : content.roots().all()) {
                out.writeByte(KINDS.indexOf(root.kind()));
                out.writeUTF(root.id());
            }
            write(out, content.bearer());
        });
    }

    private static void write(DataOutputStream out, Bearer bearer) throws IOException {
        switch (bearer) {
            case Bearer.OfUser(String userId, String keyId) -> {
                out.writeByte(OF_USER);
                out.writeUTF(userId);
                out.writeUTF(keyId);
            }
            case Bearer.OfRole(String roleId, String sessionName, Bundle bundle) -> {
                out.writeByte(OF_ROLE);
                out.writeUTF(roleId);
                out.writeUTF(sessionName);
                write(out, bundle);
            }
            case Bearer.Federated(String userId, String keyId, String name, Bundle bundle) -> {
                out.writeByte(FEDERATED);
                out.writeUTF(userId);
                out.writeUTF(keyId);
                out.writeUTF(name);
                write(out, bundle);
            }
        }
    }

    private static void write(DataOutputStream out, Bundle bundle) throws IOException {
        SessionTraits traits = bundle.traits();
        write(out, traits.tags());
        out.writeInt(traits.transitive().size());
        for (String key : traits.transitive()) {
            out.writeUTF(key);
        }
        out.writeUTF(traits.sourceIdentity().orElse(""));
        write(out, traits.claims());
        writeText(out, bundle.policies().inline().orElse(""));
        out.writeInt(bundle.policies().managed().size());
        for (String arn : bundle.policies().managed()) {
            out.writeUTF(arn);
        }
    }

    private static void write(DataOutputStream out, Map<String, String> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    // writeUTF ends at 64 KiB.
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static PassContent decode(Bytes bytes) {
        try (DataInputStream in =
                new DataInputStream(
                        new InflaterInputStream(new ByteArrayInputStream(bytes.toArray())))) {
            Bytes id = Bytes.wrap(in.readNBytes(ID));
            Instant issued = Instant.ofEpochMilli(in.readLong());
            Instant expires = Instant.ofEpochMilli(in.readLong());
            Optional<Instant> mfaAt =
                    Optional.of(in.readLong()).filter(it -> it != 0).map(Instant::ofEpochMilli);
            return new PassContent(id, issued, expires, mfaAt, readRoots(in), readBearer(in));
        } catch (IOException e) {
            throw new IllegalStateException("a token sealed here cannot be read", e);
        }
    }

    private static Roots readRoots(DataInputStream in) throws IOException {
        Set<Roots.Root> roots = new LinkedHashSet<>();
        int count = in.readUnsignedByte();
        for (int i = 0; i < count; i++) {
            roots.add(new Roots.Root(KINDS.get(in.readUnsignedByte()), in.readUTF()));
        }
        return new Roots(roots);
    }

    private static Bearer readBearer(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case OF_USER -> new Bearer.OfUser(in.readUTF(), in.readUTF());
            case OF_ROLE -> new Bearer.OfRole(in.readUTF(), in.readUTF(), readBundle(in));
            case FEDERATED ->
                    new Bearer.Federated(in.readUTF(), in.readUTF(), in.readUTF(), readBundle(in));
            default -> throw new IOException("bearer: " + kind + " (expected: 1 to 3)");
        };
    }

    private static Bundle readBundle(DataInputStream in) throws IOException {
        Map<String, String> tags = readMap(in);
        Set<String> transitive = new LinkedHashSet<>(readList(in));
        Optional<String> source = Optional.of(in.readUTF()).filter(it -> !it.isEmpty());
        Map<String, String> claims = readMap(in);
        Optional<String> inline = Optional.of(readText(in)).filter(it -> !it.isEmpty());
        return new Bundle(
                new SessionTraits(tags, transitive, source, claims),
                new SessionPolicies(inline, readList(in)));
    }

    private static Map<String, String> readMap(DataInputStream in) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            map.put(in.readUTF(), in.readUTF());
        }
        return map;
    }

    private static List<String> readList(DataInputStream in) throws IOException {
        List<String> list = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            list.add(in.readUTF());
        }
        return list;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
