package dev.sallyport.server.identity;

import dev.sallyport.protocol.Secret;
import java.time.Instant;
import java.util.Optional;

/// Long-term keys from the store, nodes' role credentials from their tokens.
public final class AccountCredentials implements Credentials {
    private final IdentityStore store;
    private final KeySecrets secrets;
    private final RoleTokens tokens;

    public AccountCredentials(IdentityStore store, KeySecrets secrets, RoleTokens tokens) {
        this.store = store;
        this.secrets = secrets;
        this.tokens = tokens;
    }

    @Override
    public CredentialOutcome find(String accessKeyId, Optional<String> sessionToken, Instant now) {
        if (sessionToken.isPresent()) {
            return readToken(accessKeyId, sessionToken.orElseThrow(), now);
        }
        return accessKeyId.startsWith("ASIA")
                ? new CredentialOutcome.BadToken()
                : findKey(accessKeyId);
    }

    private CredentialOutcome readToken(String accessKeyId, String token, Instant now) {
        return switch (tokens.read(accessKeyId, token, now)) {
            case RoleTokens.Reading.Good(Caller.NodeRole caller, Secret secret) ->
                    new CredentialOutcome.Found(caller, secret);
            case RoleTokens.Reading.Garbled _, RoleTokens.Reading.OtherKey _ ->
                    new CredentialOutcome.BadToken();
            case RoleTokens.Reading.TooOld _, RoleTokens.Reading.Revoked _ ->
                    new CredentialOutcome.Expired();
        };
    }

    private CredentialOutcome findKey(String accessKeyId) {
        Optional<IdentityStore.KeyOwner> found = store.findKey(accessKeyId);
        if (found.isEmpty()) {
            return new CredentialOutcome.Unknown();
        }
        IdentityStore.StoredUser user = found.orElseThrow().user();
        IdentityStore.StoredKey key = found.orElseThrow().key();
        if (!key.active()) {
            return new CredentialOutcome.Inactive();
        }
        Caller caller =
                new Caller.User(user.account(), user.name(), user.id(), key.id(), user.tags());
        return new CredentialOutcome.Found(caller, secrets.open(key));
    }
}
