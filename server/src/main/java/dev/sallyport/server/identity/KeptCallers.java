package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.identity.PassContent.Bearer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// Writes callers down who started something that outlives the server, and finds them again: by
/// their ids, as the account knows them then. Whoever is gone is found as nobody in particular.
///
/// What is written holds no secret and is good for nothing but this: it is no token.
public final class KeptCallers {
    private static final int KEY = 1;
    private static final int PASS = 2;
    private static final int NODE = 3;
    private static final int NOBODY = 4;
    // Tokens have an id for their secret; there is none here.
    private static final Bytes NO_ID = Bytes.wrap(new byte[16]);

    private final AccountId account;
    private final Passes passes;

    public KeptCallers(AccountId account, Passes passes) {
        this.account = account;
        this.passes = passes;
    }

    public Bytes written(Caller caller) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Caller caller) throws IOException {
        switch (caller) {
            case Caller.User user -> {
                out.writeByte(KEY);
                out.writeUTF(user.userId());
                out.writeUTF(user.accessKeyId());
            }
            case Caller.UserSession session ->
                    write(
                            out,
                            session.credentials(),
                            new Bearer.OfUser(
                                    session.user().userId(), session.user().accessKeyId()));
            case Caller.AssumedRole role ->
                    write(
                            out,
                            role.credentials(),
                            new Bearer.OfRole(
                                    role.role().id(),
                                    role.sessionName(),
                                    new Bundle(role.traits(), role.policies())));
            case Caller.FederatedUser federated ->
                    write(
                            out,
                            federated.credentials(),
                            new Bearer.Federated(
                                    federated.user().userId(),
                                    federated.user().accessKeyId(),
                                    federated.name(),
                                    new Bundle(federated.traits(), federated.policies())));
            case Caller.NodeRole node -> write(out, node);
            case Caller.WebIdentity _, Caller.NodeKey _, Caller.Anonymous _ ->
                    out.writeByte(NOBODY);
        }
    }

    private static void write(DataOutputStream out, Caller.NodeRole node) throws IOException {
        out.writeByte(NODE);
        out.writeUTF(node.node().value());
        out.writeUTF(node.role());
        out.writeUTF(node.roleId());
        out.writeUTF(node.accessKeyId());
    }

    private static void write(DataOutputStream out, Pass pass, Bearer bearer) throws IOException {
        out.writeByte(PASS);
        out.writeUTF(pass.accessKeyId());
        PassContent content =
                new PassContent(
                        NO_ID, pass.issued(), pass.expires(), pass.mfaAt(), pass.roots(), bearer);
        out.write(PassForm.encode(content).toArray());
    }

    public Caller found(Bytes written) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(written.toArray()))) {
            return read(in).orElseGet(() -> new Caller.Anonymous(account));
        } catch (IOException e) {
            throw new UncheckedIOException("a caller written here cannot be read", e);
        }
    }

    private Optional<Caller> read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case KEY -> passes.ofKey(in.readUTF(), in.readUTF());
            case PASS -> {
                String accessKeyId = in.readUTF();
                PassContent content = PassForm.decode(Bytes.wrap(in.readAllBytes()));
                yield passes.caller(content.bearer(), content.pass(accessKeyId));
            }
            case NODE ->
                    Optional.of(
                            new Caller.NodeRole(
                                    account,
                                    new NodeId(in.readUTF()),
                                    in.readUTF(),
                                    in.readUTF(),
                                    in.readUTF()));
            case NOBODY -> Optional.empty();
            default -> throw new IOException("caller: " + kind + " (expected: 1 to 4)");
        };
    }

    /// Whether what a caller proved itself with still stands: nothing behind it is gone, switched
    /// off or revoked since. Credentials may have come to their end.
    ///
    /// @param asked when it was last found good
    public boolean stand(Caller caller, Instant asked) {
        return passes.stand(caller, asked);
    }
}
