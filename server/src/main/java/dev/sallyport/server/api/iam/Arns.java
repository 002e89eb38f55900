package dev.sallyport.server.api.iam;

import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Names;
import dev.sallyport.server.identity.directory.Roster;
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
            if (caller instanceof Caller.User user) {
                return user.name();
            }
            throw new DirectoryFault(
                    DirectoryFault.Code.INVALID_VALUE,
                    "Must specify userName when calling with non-User credentials");
        });
    }

    Roster roster() {
        return directory.roster();
    }
}
