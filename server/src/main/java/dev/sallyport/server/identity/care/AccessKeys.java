package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.KeySecrets;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.User;

/// Makes users' long-term keys, switches them off and deletes them.
public final class AccessKeys {
    private final Registrar registrar;
    private final KeySecrets secrets;

    public AccessKeys(Registrar registrar, KeySecrets secrets) {
        this.registrar = registrar;
        this.secrets = secrets;
    }

    /// A new key. The secret is to be had here and never again.
    public record Fresh(AccessKey key, Secret secret) {}

    public Fresh create(String userName) {
        Secret secret = registrar.identifiers().newSecretKey();
        AccessKey key =
                secrets.seal(registrar.identifiers().newLongTermKeyId(), secret, registrar.now());
        registrar.put(roster -> {
            User user = roster.user(userName);
            Quotas.check(
                    user.keyring().accessKeys().size(),
                    Quotas.ACCESS_KEYS_PER_USER,
                    "AccessKeysPerUser");
            return user.withKeyring(user.keyring().with(key));
        });
        return new Fresh(key, secret);
    }

    public void setActive(String userName, String keyId, boolean active) {
        registrar.put(roster -> {
            User user = roster.user(userName);
            return user.withKeyring(user.keyring().with(find(user, keyId).withActive(active)));
        });
    }

    public void delete(String userName, String keyId) {
        registrar.put(roster -> {
            User user = roster.user(userName);
            return user.withKeyring(user.keyring().withoutAccessKey(find(user, keyId).id()));
        });
    }

    private static AccessKey find(User user, String keyId) {
        return user.keyring().accessKey(keyId).orElseThrow(() -> missing(keyId));
    }

    /// Also what a caller gets who asks for the key of somebody else.
    public static DirectoryFault missing(String keyId) {
        return DirectoryFault.noSuchEntity("The Access Key with id " + keyId + " cannot be found.");
    }
}
