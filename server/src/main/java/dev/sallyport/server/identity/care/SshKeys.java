package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.SshKey;
import dev.sallyport.server.identity.directory.User;

/// Users' public keys for SSH.
public final class SshKeys {
    private final Registrar registrar;

    public SshKeys(Registrar registrar) {
        this.registrar = registrar;
    }

    public SshKey upload(String userName, String body) {
        PublicKeys.Read read = PublicKeys.read(body);
        SshKey key =
                new SshKey(
                        registrar.identifiers().newId("APKA"),
                        read.body(),
                        read.fingerprint(),
                        true,
                        registrar.now());
        registrar.put(roster -> {
            User user = roster.user(userName);
            if (user.keyring().sshKeys().stream()
                    .anyMatch(it -> it.fingerprint().equals(key.fingerprint()))) {
                throw new DirectoryFault(
                        DirectoryFault.Code.DUPLICATE_PUBLIC_KEY,
                        "The public key is already associated with the user.");
            }
            Quotas.check(
                    user.keyring().sshKeys().size(),
                    Quotas.SSH_KEYS_PER_USER,
                    "SSHPublicKeysPerUser");
            return user.withKeyring(user.keyring().with(key));
        });
        return key;
    }

    public static SshKey find(Roster roster, String userName, String keyId) {
        return find(roster.user(userName), keyId);
    }

    private static SshKey find(User user, String keyId) {
        return user.keyring()
                .sshKey(keyId)
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "The Public Key with id " + keyId + " cannot be found."));
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
            return user.withKeyring(user.keyring().withoutSshKey(find(user, keyId).id()));
        });
    }
}
