package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.LongTermKeys;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import java.util.Optional;

/// Long-term keys from the directory, nodes' role credentials from their tokens.
public final class AccountCredentials implements Credentials {
    private final AccountId account;
    private final LongTermKeys keys;
    private final KeySecrets secrets;
    private final RoleTokens tokens;

    public AccountCredentials(
            AccountId account, LongTermKeys keys, KeySecrets secrets, RoleTokens tokens) {
        this.account = account;
        this.keys = keys;
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
        Optional<LongTermKeys.Owned> found = keys.findKey(accessKeyId);
        if (found.isEmpty()) {
            return new CredentialOutcome.Unknown();
        }
        User user = found.orElseThrow().user();
        AccessKey key = found.orElseThrow().key();
        if (!key.active()) {
            return new CredentialOutcome.Inactive();
        }
        Caller caller =
                new Caller.User(
                        account, user.path(), user.name(), user.id(), key.id(), user.tags());
        return new CredentialOutcome.Found(caller, secrets.open(key));
    }
}
