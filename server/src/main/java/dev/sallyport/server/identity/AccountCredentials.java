package dev.sallyport.server.identity;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.LongTermKeys;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import java.util.Optional;

/// Long-term keys from the directory, temporary credentials of users, roles and nodes from their
/// tokens.
public final class AccountCredentials implements Credentials {
    private final Directory directory;
    private final KeySecrets secrets;
    private final Passes passes;
    private final RoleTokens tokens;

    public AccountCredentials(
            Directory directory, KeySecrets secrets, Passes passes, RoleTokens tokens) {
        this.directory = directory;
        this.secrets = secrets;
        this.passes = passes;
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
        return switch (passes.read(accessKeyId, token, now)) {
            case Passes.Reading.Good(Caller caller, Secret secret) ->
                    new CredentialOutcome.Found(caller, secret);
            case Passes.Reading.Garbled _ -> new CredentialOutcome.BadToken();
            case Passes.Reading.Ended _ -> new CredentialOutcome.Expired();
            case Passes.Reading.OtherKey _ -> readNodeToken(accessKeyId, token, now);
        };
    }

    private CredentialOutcome readNodeToken(String accessKeyId, String token, Instant now) {
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
        Optional<LongTermKeys.Owned> found = directory.findKey(accessKeyId);
        if (found.isEmpty()) {
            return new CredentialOutcome.Unknown();
        }
        User user = found.orElseThrow().user();
        AccessKey key = found.orElseThrow().key();
        if (!key.active()) {
            return new CredentialOutcome.Inactive();
        }
        Caller caller = Passes.asCaller(directory.roster(), user, key.id());
        return new CredentialOutcome.Found(caller, secrets.open(key));
    }
}
