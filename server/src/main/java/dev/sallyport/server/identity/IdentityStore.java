package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where accounts, users and keys are kept. Every method is one transaction.
public interface IdentityStore {
    /// A user as stored.
    record StoredUser(AccountId account, String id, String name, Map<String, String> tags) {
        public StoredUser {
            tags = Map.copyOf(tags);
        }
    }

    /// A key as stored; the secret is sealed for {@link MasterKey}.
    record StoredKey(String id, Bytes sealedSecret, boolean active, Instant created) {}

    /// A key and whose it is.
    record KeyOwner(StoredKey key, StoredUser user) {}

    Optional<AccountId> findAccount();

    /// Stores the account with its first user and key: all or nothing. False, and nothing changed,
    /// when there is an account.
    boolean bootstrap(StoredUser user, StoredKey key);

    Optional<StoredUser> findUser(String name);

    Optional<KeyOwner> findKey(String accessKeyId);

    /// Deletes every key of the user and stores this one.
    void replaceKeys(String userId, StoredKey key);

    /// Replaces all tags of the user.
    void replaceUserTags(String userId, Map<String, String> tags);
}
