package dev.sallyport.server.api.iam;

import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Names;
import dev.sallyport.server.identity.directory.Roster;
import java.util.List;
import java.util.Optional;

/// The ARNs that operations are decided on. A name is looked up for its path; of what does not
/// exist, the ARN is the one it would have without a path, as with AWS.
final class Arns {
    /// What is about the account as a whole.
    static final String ANY = "*";

    private final Directory directory;

    Arns(Directory directory) {
        this.directory = directory;
    }

    private Names names() {
        return directory.roster().names();
    }

    private String known(Optional<? extends Entity> entity, String kind, String name) {
        return entity.map(names()::of).orElseGet(() -> names().arn(kind, "/" + name));
    }

    String user(String name) {
        return known(directory.roster().users().byName(name), "user", name);
    }

    /// Of the named user, else of the caller.
    String user(Caller caller, Optional<String> name) {
        return name.map(this::user).orElseGet(caller::arn);
    }

    String group(String name) {
        return known(directory.roster().groups().byName(name), "group", name);
    }

    String role(String name) {
        return known(directory.roster().roles().byName(name), "role", name);
    }

    String profile(String name) {
        return known(directory.roster().profiles().byName(name), "instance-profile", name);
    }

    /// Of something that is to be made.
    String fresh(String kind, Optional<String> path, String name) {
        return names().arn(kind, path.orElse("/") + name);
    }

    /// What a user is, and what it is to become.
    List<String> movedUser(String name, Optional<String> path, Optional<String> newName) {
        return moved(directory.roster().users().byName(name), "user", name, path, newName);
    }

    /// What a group is, and what it is to become.
    List<String> movedGroup(String name, Optional<String> path, Optional<String> newName) {
        return moved(directory.roster().groups().byName(name), "group", name, path, newName);
    }

    // Who may rename what is below one path must not put it below another by that.
    private List<String> moved(
            Optional<? extends Entity> entity,
            String kind,
            String name,
            Optional<String> path,
            Optional<String> newName) {
        String home = path.orElseGet(() -> entity.map(Entity::path).orElse("/"));
        String last = newName.orElseGet(() -> entity.map(Entity::name).orElse(name));
        return List.of(known(entity, kind, name), names().arn(kind, home + last));
    }

    /// Of a listing: everything of a kind below a path.
    String all(String kind, Optional<String> prefix) {
        return names().arn(kind, prefix.orElse("/"));
    }

    /// Of the user a key belongs to; a key nobody has is about anything.
    String ownerOf(String accessKeyId) {
        return directory.findKey(accessKeyId).map(owned -> names().of(owned.user())).orElse(ANY);
    }

    /// The named user, else the one who calls. A caller who is no user must name one.
    static String userName(Caller caller, Optional<String> name) {
        return name.orElseGet(() -> {
            return switch (caller) {
                case Caller.User user -> user.name();
                case Caller.UserSession session -> session.user().name();
                case Caller.AssumedRole _,
                        Caller.FederatedUser _,
                        Caller.WebIdentity _,
                        Caller.NodeRole _,
                        Caller.NodeKey _,
                        Caller.Anonymous _ ->
                        throw new DirectoryFault(
                                DirectoryFault.Code.INVALID_VALUE,
                                "Must specify userName when calling with non-User credentials");
            };
        });
    }

    Roster roster() {
        return directory.roster();
    }
}
