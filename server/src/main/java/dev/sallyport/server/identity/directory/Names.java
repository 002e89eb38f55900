package dev.sallyport.server.identity.directory;

import dev.sallyport.protocol.AccountId;

/// Writes the ARNs of an account's entities.
public record Names(AccountId account) {
    public String of(Entity entity) {
        return switch (entity) {
            case User _ -> arn("user", entity.path() + entity.name());
            case Group _ -> arn("group", entity.path() + entity.name());
            case Role _ -> arn("role", entity.path() + entity.name());
            case ManagedPolicy policy -> policy.arn();
            case InstanceProfile _ -> arn("instance-profile", entity.path() + entity.name());
            case MfaDevice _ -> arn("mfa", entity.path() + entity.name());
            case OidcProvider _ -> arn("oidc-provider", entity.path() + entity.name());
        };
    }

    /// `pathAndName` begins with a slash.
    public String arn(String kind, String pathAndName) {
        return "arn:aws:iam::" + account + ":" + kind + pathAndName;
    }
}
