package dev.sallyport.server.identity.directory;

import java.util.Optional;

/// What a decision needs to know about its principal. Answers come from memory; a change is in the
/// next answer once it returned.
public interface Principals {
    /// Empty when there is no such user (any more): nothing allows it anything.
    Optional<Powers> ofUser(String userId);

    Optional<Powers> ofRole(String roleId);

    /// A managed policy by its ARN, in its default version.
    Optional<NamedPolicy> managed(String arn);

    /// By the name alone, without its path: as a node's credentials carry it.
    Optional<Powers> ofRoleNamed(String name);
}
