package dev.sallyport.server.identity.directory;

import dev.sallyport.protocol.AccountId;
import java.time.Instant;
import java.util.Optional;

/// The account itself.
public record Account(
        AccountId id,
        Instant created,
        Optional<String> alias,
        Optional<PasswordPolicy> passwordPolicy) {
    public Account withAlias(Optional<String> other) {
        return new Account(id, created, other, passwordPolicy);
    }

    public Account withPasswordPolicy(Optional<PasswordPolicy> other) {
        return new Account(id, created, alias, other);
    }
}
