package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The identity store without a database.
public final class InMemoryIdentities implements IdentityStore {
    private final Map<String, StoredUser> users = new HashMap<>();
    private final Map<String, StoredKey> keys = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    @Override
    public synchronized Optional<AccountId> findAccount() {
        return users.values().stream().map(StoredUser::account).findFirst();
    }

    @Override
    public synchronized boolean bootstrap(StoredUser user, StoredKey key) {
        if (!users.isEmpty()) {
            return false;
        }
        users.put(user.id(), user);
        insert(user.id(), key);
        return true;
    }

    private void insert(String userId, StoredKey key) {
        keys.put(key.id(), key);
        owners.put(key.id(), userId);
    }

    @Override
    public synchronized Optional<StoredUser> findUser(String name) {
        return users.values().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    @Override
    public synchronized Optional<KeyOwner> findKey(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId))
                .map(key -> new KeyOwner(key, users.get(owners.get(key.id()))));
    }

    @Override
    public synchronized void replaceKeys(String userId, StoredKey key) {
        owners.values().removeIf(userId::equals);
        keys.keySet().retainAll(owners.keySet());
        insert(userId, key);
    }

    @Override
    public synchronized void replaceUserTags(String userId, Map<String, String> tags) {
        users.computeIfPresent(
                userId, (_, user) -> new StoredUser(user.account(), user.id(), user.name(), tags));
    }

    /// Switches a key off.
    public synchronized void deactivate(String accessKeyId) {
        keys.computeIfPresent(
                accessKeyId,
                (_, key) -> new StoredKey(key.id(), key.sealedSecret(), false, key.created()));
    }
}
