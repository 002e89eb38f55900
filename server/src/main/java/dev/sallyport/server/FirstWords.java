package dev.sallyport.server;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.AdminKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the server says when it is up: where it listens and, once, the new account's key.
final class FirstWords {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Running server;
    private final PrintWriter out;

    FirstWords(Running server, PrintWriter out) {
        this.server = server;
        this.out = out;
    }

    /// @param file where to write the key in place of showing it
    void say(Optional<Path> file) throws IOException {
        Optional<AdminKey> fresh = server.freshKey();
        if (fresh.isPresent() && file.isPresent()) {
            writeAccount(fresh.orElseThrow(), file.orElseThrow());
        } else {
            fresh.ifPresent(key -> showKey(key, out));
        }
        out.println("Sallyport answers at " + server.endpoint());
        out.println("Its CA certificate: " + server.caFile().map(Path::toString).orElse("yours"));
        out.flush();
    }

    static void showKey(AdminKey key, PrintWriter out) {
        out.println("Account " + key.account() + ", user " + key.userName() + ".");
        out.println("This key is shown once and kept nowhere in clear:");
        out.println("  AWS_ACCESS_KEY_ID=" + key.accessKeyId());
        out.println("  AWS_SECRET_ACCESS_KEY=" + key.secretKey().<String>reveal(text -> text));
        out.flush();
    }

    private void writeAccount(AdminKey key, Path file) throws IOException {
        Running.Invitation invitation = server.invite();
        ObjectNode json = JSON.createObjectNode();
        json.put("accountId", key.account().value());
        json.put("accessKeyId", key.accessKeyId());
        json.put("secretAccessKey", reveal(key.secretKey()));
        json.put("activationId", invitation.activationId());
        json.put("activationCode", reveal(invitation.code()));
        writePrivately(file, json);
    }

    static void writeReady(Running server, Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("endpoint", server.endpoint());
        json.put("region", server.region());
        json.put("accountId", server.account().value());
        json.put("caFile", server.caFile().map(Path::toString).orElse(""));
        writePrivately(file, json);
    }

    private static String reveal(Secret secret) {
        return secret.reveal(text -> text);
    }

    // Moved into place whole: whoever waits for the file must not read half of it.
    private static void writePrivately(Path file, ObjectNode json) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path half =
                Files.createTempFile(
                        folder,
                        "sallyport",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, JSON.writeValueAsString(json) + "\n");
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
