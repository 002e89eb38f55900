package dev.sallyport.server;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.AdminKey;
import java.nio.file.Path;
import java.util.Optional;

/// A started server. Closing it ends everything that was started, in reverse order.
interface Running extends AutoCloseable {
    /// Where clients on this machine reach it: `https://localhost:8443`.
    String endpoint();

    String region();

    AccountId account();

    /// The own CA's certificate; empty when the certificate is the user's.
    Optional<Path> caFile();

    /// The key of an account that was made by this start.
    Optional<AdminKey> freshKey();

    /// Makes an activation for machines that are to join at once.
    Invitation invite();

    @Override
    void close();

    /// What a machine needs to join.
    record Invitation(String activationId, Secret code) {}
}
