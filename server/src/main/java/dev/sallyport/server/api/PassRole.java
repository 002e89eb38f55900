package dev.sallyport.server.api;

import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Roster;

/// Whether a caller may hand a role to somebody else. Whoever could hand out any role could do
/// whatever any role can.
///
/// Source: "Grant a user permissions to pass a role to an AWS service" in the IAM User Guide.
public final class PassRole {
    private final Access access;
    private final Directory directory;

    public PassRole(Access access, Directory directory) {
        this.access = access;
        this.directory = directory;
    }

    /// Throws when the caller may not.
    ///
    /// @param role its name, perhaps behind its path: it is the name that counts when it is used
    /// @param service who gets it, as `ssm.amazonaws.com`
    public void demand(Call call, String role, String service) {
        Aim aim = Aim.at(arn(role)).with("iam:PassedToService", service);
        Question question = new Question(call.caller(), "iam:PassRole", aim, call.circumstances());
        if (access.decide(question) instanceof Decision.Deny(String reason)) {
            throw new NotAllowed(reason);
        }
    }

    private String arn(String role) {
        Roster roster = directory.roster();
        return roster.roles()
                .byName(role.substring(role.lastIndexOf('/') + 1))
                .map(roster.names()::of)
                .orElseGet(() -> roster.names().arn("role", "/" + role));
    }
}
