package dev.sallyport.server.access;

import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the ARNs by which calls name roles.
public final class RoleArns {
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::[0-9]{12}:role/\\S+");

    private RoleArns() {}

    public static boolean isRole(String arn) {
        return ROLE.matcher(arn).matches();
    }

    /// The role of exactly this account, path and name.
    public static Optional<Role> find(Roster roster, String arn) {
        return roster.roles()
                .byName(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(role -> roster.names().of(role).equals(arn));
    }
}
