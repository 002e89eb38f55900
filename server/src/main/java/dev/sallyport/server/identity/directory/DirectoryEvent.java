package dev.sallyport.server.identity.directory;

import java.util.Set;

/// What a change took from somebody, so that what stands on it can be ended.
public sealed interface DirectoryEvent {
    /// The key works no more: switched off or deleted.
    record KeyEnded(String userId, String accessKeyId) implements DirectoryEvent {}

    /// The user is gone, with everything that was proven by it.
    record UserGone(String userId, String arn) implements DirectoryEvent {}

    /// The role is gone; one made later under its name is another.
    record RoleGone(String roleId, String arn) implements DirectoryEvent {}

    /// The user's MFA device is its own no more.
    record DeviceEnded(String userId, String serial) implements DirectoryEvent {}

    /// Policies, groups, boundary, tags or name of these users and roles (ids) are others now: what
    /// they were allowed they may be no more.
    record PowersChanged(Set<String> principalIds) implements DirectoryEvent {
        public PowersChanged {
            principalIds = Set.copyOf(principalIds);
        }
    }
}
