package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.DirectoryFault.Code;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.ServiceCredential;
import dev.sallyport.server.identity.directory.User;
import java.util.List;
import java.util.Set;

/// Users' names and passwords for services that know no access keys.
public final class ServiceCredentials {
    // Those that AWS's reference of CreateServiceSpecificCredential names.
    private static final Set<String> SERVICES =
            Set.of("cassandra.amazonaws.com", "codecommit.amazonaws.com");

    private final Registrar registrar;
    private final PasswordHash hashes;

    public ServiceCredentials(Registrar registrar, PasswordHash hashes) {
        this.registrar = registrar;
        this.hashes = hashes;
    }

    /// A credential with its password, to be had here and never again.
    public record Fresh(ServiceCredential credential, Secret password) {}

    public Fresh create(String userName, String service) {
        demandKnown(service);
        Secret password = registrar.identifiers().newSecretKey();
        String hash = hashes.hash(password);
        String id = registrar.identifiers().newId("ACCA");
        User user =
                registrar.put(roster -> {
                    User owner = roster.user(userName);
                    Quotas.check(
                            of(owner, service).size(),
                            Quotas.CREDENTIALS_PER_SERVICE,
                            "ServiceSpecificCredentialsPerUser");
                    return owner.withKeyring(
                            owner.keyring()
                                    .with(
                                            new ServiceCredential(
                                                    id,
                                                    service,
                                                    loginName(roster, owner, service),
                                                    hash,
                                                    true,
                                                    registrar.now())));
                });
        return new Fresh(find(user, id), password);
    }

    /// `jane-at-123456789012`, and `jane+1-at-…` where that is taken.
    private static String loginName(Roster roster, User user, String service) {
        String rest = "-at-" + roster.names().account();
        String first = user.name() + rest;
        boolean taken = of(user, service).stream().anyMatch(it -> it.loginName().equals(first));
        return taken ? user.name() + "+1" + rest : first;
    }

    private static List<ServiceCredential> of(User user, String service) {
        return user.keyring().serviceCredentials().stream()
                .filter(it -> it.service().equals(service))
                .toList();
    }

    /// A user's credentials for one service.
    public static List<ServiceCredential> list(Roster roster, String userName, String service) {
        demandKnown(service);
        return of(roster.user(userName), service);
    }

    /// A new password in the place of the one before.
    public Fresh reset(String userName, String id) {
        Secret password = registrar.identifiers().newSecretKey();
        String hash = hashes.hash(password);
        User user =
                registrar.put(roster -> {
                    User owner = roster.user(userName);
                    return owner.withKeyring(owner.keyring().with(find(owner, id).withHash(hash)));
                });
        return new Fresh(find(user, id), password);
    }

    public void setActive(String userName, String id, boolean active) {
        registrar.put(roster -> {
            User user = roster.user(userName);
            return user.withKeyring(user.keyring().with(find(user, id).withActive(active)));
        });
    }

    public void delete(String userName, String id) {
        registrar.put(roster -> {
            User user = roster.user(userName);
            return user.withKeyring(user.keyring().withoutServiceCredential(find(user, id).id()));
        });
    }

    private static ServiceCredential find(User user, String id) {
        return user.keyring()
                .serviceCredential(id)
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "The service specific credential "
                                        + id
                                        + " cannot be found for the user "
                                        + user.name()
                                        + "."));
    }

    private static void demandKnown(String service) {
        if (!SERVICES.contains(service)) {
            throw new DirectoryFault(
                    Code.SERVICE_NOT_SUPPORTED,
                    "No such service "
                            + service
                            + " is supported for service specific credentials.");
        }
    }
}
