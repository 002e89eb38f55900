package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.PassContent.Bearer;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Issues and reads the temporary credentials of users and roles. Nothing is stored: the token
/// carries what it means, sealed under the master key, and the secret key is derived from it.
///
/// Who is behind a token is looked up when it is used: a user or role that is gone, a key switched
/// off, a device taken away make it void at once. Safe for use by many threads; never blocks.
public final class Passes {
    private final Directory directory;
    private final Revocations revocations;
    private final Sealer sealer;
    private final TokenSecrets secrets;
    private final Identifiers identifiers;

    public Passes(
            Directory directory, Revocations revocations, MasterKey master, SecureRandom random) {
        this.directory = directory;
        this.revocations = revocations;
        this.sealer = new Sealer(master, "session token", random);
        this.secrets = new TokenSecrets(master, "session secret");
        this.identifiers = new Identifiers(random);
    }

    /// From when and how long, and with which proof of a device.
    public record Terms(Instant now, Duration life, Optional<MfaProof> mfa) {}

    /// For GetSessionToken.
    public IssuedCredentials forUser(Caller.User user, Terms terms) {
        return issue(roots(user), new Bearer.OfUser(user.userId(), user.accessKeyId()), terms);
    }

    /// For GetFederationToken.
    public IssuedCredentials forFederatedUser(
            Caller.User user, String name, Bundle bundle, Terms terms) {
        return issue(
                roots(user),
                new Bearer.Federated(user.userId(), user.accessKeyId(), name, bundle),
                terms);
    }

    /// For AssumeRole and its like. An MFA code given for the caller's own session counts for the
    /// first role, and for no further one.
    public IssuedCredentials forRole(
            Caller caller, Role role, String sessionName, Bundle bundle, Terms terms) {
        Optional<Instant> earlier =
                caller instanceof Caller.UserSession session
                        ? session.credentials().mfaAt()
                        : Optional.empty();
        return issue(
                roots(caller).with(Roots.Kind.ROLE, role.id()),
                new Bearer.OfRole(role.id(), sessionName, bundle),
                terms,
                earlier);
    }

    /// Whether the caller went through too many roles to go through one more.
    public boolean isTooFar(Caller caller) {
        return roots(caller).all().size() >= Roots.MOST - 2;
    }

    private Roots roots(Caller caller) {
        return switch (caller) {
            case Caller.User user ->
                    Roots.of(Roots.Kind.USER, user.userId())
                            .with(Roots.Kind.KEY, user.accessKeyId());
            case Caller.WebIdentity identity ->
                    directory
                            .roster()
                            .providers()
                            .byName(identity.provider())
                            .map(provider -> Roots.of(Roots.Kind.PROVIDER, provider.id()))
                            .orElse(Roots.NONE);
            case Caller.NodeRole node -> Roots.of(Roots.Kind.NODE, node.node().value());
            case Caller.UserSession _,
                    Caller.AssumedRole _,
                    Caller.FederatedUser _,
                    Caller.NodeKey _,
                    Caller.Anonymous _ ->
                    caller.pass().map(Pass::roots).orElse(Roots.NONE);
        };
    }

    private IssuedCredentials issue(Roots roots, Bearer bearer, Terms terms) {
        return issue(roots, bearer, terms, Optional.empty());
    }

    private IssuedCredentials issue(
            Roots roots, Bearer bearer, Terms terms, Optional<Instant> earlierMfa) {
        String keyId = identifiers.newTemporaryKeyId();
        Roots all =
                terms.mfa()
                        .map(proof -> roots.with(Roots.Kind.DEVICE, proof.deviceId()))
                        .orElse(roots);
        // Clients keep expirations in whole seconds.
        Instant expires = terms.now().truncatedTo(ChronoUnit.SECONDS).plus(terms.life());
        PassContent content =
                new PassContent(
                        identifiers.newTokenId(),
                        terms.now(),
                        expires,
                        terms.mfa().map(MfaProof::at).or(() -> earlierMfa),
                        all,
                        bearer);
        String token = sealer.seal(PassForm.encode(content), keyId).toBase64();
        return new IssuedCredentials(keyId, secrets.of(keyId, content.id()), token, expires);
    }

    /// What a token turns out to be.
    sealed interface Reading {
        record Good(Caller caller, Secret secretKey) implements Reading {}

        /// Altered, no token at all, or the token of another access key.
        record Garbled() implements Reading {}

        /// Not one of these; perhaps a node's.
        record OtherKey() implements Reading {}

        /// Too old, revoked, or of somebody who is gone.
        record Ended() implements Reading {}
    }

    Reading read(String accessKeyId, String sessionToken, Instant now) {
        Bytes envelope;
        try {
            envelope = Bytes.ofBase64(sessionToken);
        } catch (IllegalArgumentException _) {
            return new Reading.Garbled();
        }
        return switch (sealer.open(envelope, accessKeyId)) {
            case Sealer.Opened.Garbled _ -> new Reading.Garbled();
            case Sealer.Opened.OtherKey _ -> new Reading.OtherKey();
            case Sealer.Opened.Plain(Bytes plain) ->
                    check(accessKeyId, PassForm.decode(plain), now);
        };
    }

    private Reading check(String accessKeyId, PassContent content, Instant now) {
        if (!now.isBefore(content.expires())
                || revocations.isRevoked(content.roots(), content.issued())
                || !content.roots().stand(directory, content.issued())) {
            return new Reading.Ended();
        }
        return caller(content.bearer(), content.pass(accessKeyId))
                .<Reading>map(
                        caller -> new Reading.Good(caller, secrets.of(accessKeyId, content.id())))
                .orElseGet(Reading.Ended::new);
    }

    /// Whether nothing behind a caller is gone, switched off or revoked since it proved itself.
    boolean stand(Caller caller, Instant asked) {
        Instant since = caller.pass().map(Pass::issued).orElse(asked);
        Roots roots = roots(caller);
        return !revocations.isRevoked(roots, since) && roots.stand(directory, since);
    }

    /// The user of a long-term key, however the key is now.
    Optional<Caller> ofKey(String userId, String keyId) {
        return user(directory.roster(), userId, keyId).map(user -> user);
    }

    Optional<Caller> caller(Bearer bearer, Pass pass) {
        Roster roster = directory.roster();
        return switch (bearer) {
            case Bearer.OfUser(String userId, String keyId) ->
                    user(roster, userId, keyId).map(user -> new Caller.UserSession(user, pass));
            case Bearer.Federated(String userId, String keyId, String name, Bundle bundle) ->
                    user(roster, userId, keyId)
                            .map(user ->
                                    new Caller.FederatedUser(
                                            user, name, bundle.traits(), bundle.policies(), pass));
            case Bearer.OfRole(String roleId, String sessionName, Bundle bundle) ->
                    roster.roles()
                            .byId(roleId)
                            .map(role ->
                                    new Caller.AssumedRole(
                                            roster.account().id(),
                                            new Caller.RoleFacts(
                                                    role.id(),
                                                    role.path(),
                                                    role.name(),
                                                    role.tags()),
                                            sessionName,
                                            bundle.traits(),
                                            bundle.policies(),
                                            pass));
        };
    }

    private static Optional<Caller.User> user(Roster roster, String userId, String keyId) {
        return roster.users().byId(userId).map(user -> asCaller(roster, user, keyId));
    }

    static Caller.User asCaller(Roster roster, User user, String keyId) {
        return new Caller.User(
                roster.account().id(), user.path(), user.name(), user.id(), keyId, user.tags());
    }
}
