package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Issues and reads the role credentials of nodes. Nothing is stored: the token carries what it
/// means, sealed under the master key, and the secret key is derived from it.
///
/// Every server that has the master key reads every token, also after a restart; the stock agent
/// asks for no new one before half of the old one's life is over. Safe for use by many threads;
/// never blocks.
public final class RoleTokens {
    /// How long role credentials are good.
    public static final Duration LIFE = Duration.ofHours(1);

    private final AccountId account;
    private final Sealer sealer;
    private final TokenSecrets secrets;
    private final Identifiers identifiers;
    private final Map<NodeId, Instant> notBefore = new ConcurrentHashMap<>();

    public RoleTokens(AccountId account, MasterKey master, SecureRandom random) {
        this.account = account;
        this.sealer = new Sealer(master, "role token", random);
        this.secrets = new TokenSecrets(master, "role secret");
        this.identifiers = new Identifiers(random);
    }

    /// `role` may have a path (`service-role/Nodes`).
    public IssuedCredentials issue(NodeId node, String role, Instant now) {
        String keyId = identifiers.newTemporaryKeyId();
        Instant expires = now.plus(LIFE);
        RoleToken token = new RoleToken(identifiers.newTokenId(), node, role, now, expires);
        String sealed = sealer.seal(token.encode(), keyId).toBase64();
        return new IssuedCredentials(keyId, secrets.of(keyId, token.id()), sealed, expires);
    }

    /// What a token turns out to be.
    sealed interface Reading {
        record Good(Caller.NodeRole caller, Secret secretKey) implements Reading {}

        /// Altered, no token at all, or the token of another access key.
        record Garbled() implements Reading {}

        /// Made under a master key this server does not have.
        record OtherKey() implements Reading {}

        record TooOld() implements Reading {}

        record Revoked() implements Reading {}
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
                    check(accessKeyId, RoleToken.decode(plain), now);
        };
    }

    private Reading check(String accessKeyId, RoleToken token, Instant now) {
        if (!now.isBefore(token.expires())) {
            return new Reading.TooOld();
        }
        Instant earliest = notBefore.getOrDefault(token.node(), Instant.MIN);
        if (!token.issued().isAfter(earliest)) {
            return new Reading.Revoked();
        }
        String role = token.role().substring(token.role().lastIndexOf('/') + 1);
        Caller.NodeRole caller =
                new Caller.NodeRole(
                        account,
                        token.node(),
                        role,
                        Identifiers.roleId(account, role),
                        accessKeyId);
        return new Reading.Good(caller, secrets.of(accessKeyId, token.id()));
    }

    /// Tokens of the node issued at or before `last` are void from now on.
    public void revoke(NodeId node, Instant last) {
        notBefore.merge(node, last, (a, b) -> a.isAfter(b) ? a : b);
    }

    /// The node is gone: no token of it is good again, not even one issued this very moment by a
    /// request that overlaps. Tell it at start of every node removed within {@link #LIFE}.
    public void bar(NodeId node) {
        revoke(node, Instant.MAX);
    }
}
