package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.RoleArns;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.sts.model.AssumedRoleUser;
import dev.sallyport.server.identity.Bundle;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.IssuedCredentials;
import dev.sallyport.server.identity.MfaProof;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.SessionTraits;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Role;
import java.time.Duration;
import java.util.Optional;

/// What all ways into a role have in common once the caller may take it.
final class RoleSessions {
    private static final int ONE_HOUR = 3600;

    private final Directory directory;
    private final Passes passes;
    private final Permission permission;

    RoleSessions(Directory directory, Passes passes, Permission permission) {
        this.directory = directory;
        this.passes = passes;
        this.permission = permission;
    }

    /// Throws unless the ARN is one of a role.
    static void checkArn(String arn) {
        if (!RoleArns.isRole(arn)) {
            throw StsErrors.invalid(arn + " is invalid");
        }
    }

    /// Who takes which role under which name, and for how long.
    record Wish(Caller caller, String roleArn, String sessionName, Optional<Integer> seconds) {}

    /// A session that began.
    record Begun(IssuedCredentials credentials, AssumedRoleUser user, Optional<Integer> packed) {}

    Begun begin(Call call, Wish wish, Aim aim, Bundle bundle, Optional<MfaProof> proof) {
        demandTraits(call, wish.caller, aim, bundle.traits());
        Role role = RoleArns.find(directory.roster(), wish.roleArn).orElseThrow(() -> denied(wish));
        Duration life = life(wish, role);
        Optional<Integer> packed = SessionInputs.packedSize(bundle);
        if (passes.isTooFar(wish.caller)) {
            throw StsErrors.accessDenied("Too many roles were taken one after the other.");
        }
        IssuedCredentials issued =
                passes.forRole(
                        wish.caller,
                        role,
                        wish.sessionName,
                        bundle,
                        new Passes.Terms(call.at(), life, proof));
        String account = directory.roster().account().id().value();
        return new Begun(
                issued,
                new AssumedRoleUser(
                        role.id() + ":" + wish.sessionName,
                        "arn:aws:sts::%s:assumed-role/%s/%s"
                                .formatted(account, role.name(), wish.sessionName)),
                packed);
    }

    private void demandTraits(Call call, Caller caller, Aim aim, SessionTraits traits) {
        if (!traits.tags().isEmpty()) {
            permission.demand(call, caller, "sts:TagSession", aim);
        }
        if (traits.sourceIdentity().isPresent()) {
            permission.demand(call, caller, "sts:SetSourceIdentity", aim);
        }
    }

    // Gone since it was decided about.
    private static RuntimeException denied(Wish wish) {
        return StsErrors.accessDenied(
                "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                        .formatted(wish.caller.arn(), wish.roleArn));
    }

    private static Duration life(Wish wish, Role role) {
        Duration life = Duration.ofSeconds(wish.seconds.orElse(ONE_HOUR));
        if (life.compareTo(role.terms().longest()) > 0) {
            throw StsErrors.invalid(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                            + " role.");
        }
        if (isSession(wish.caller) && life.toSeconds() > ONE_HOUR) {
            throw StsErrors.invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles"
                            + " assumed by role chaining");
        }
        return life;
    }

    /// Whether the role is taken from within a role.
    private static boolean isSession(Caller caller) {
        return caller instanceof Caller.AssumedRole || caller instanceof Caller.NodeRole;
    }
}
