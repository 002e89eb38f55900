package dev.sallyport.server.identity.directory;

import java.util.Map;

/// Anything in the account that has an ARN of its own.
public sealed interface Entity
        permits Grantee, ManagedPolicy, InstanceProfile, MfaDevice, OidcProvider {
    Label label();

    Map<String, String> tags();

    default String id() {
        return label().id();
    }

    default String name() {
        return label().name();
    }

    default String path() {
        return label().path();
    }
}
