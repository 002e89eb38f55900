package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.sts.model.AssumeRoleRequest;
import dev.sallyport.server.api.sts.model.AssumeRoleResponse;
import dev.sallyport.server.api.sts.model.Sts;
import dev.sallyport.server.identity.Bundle;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.SessionTraits;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The way into a role for whoever has credentials.
final class RoleRoutes {
    private static final String MFA_PRESENT = "aws:MultiFactorAuthPresent";
    private static final String MFA_AGE = "aws:MultiFactorAuthAge";

    private final RoleSessions sessions;
    private final SessionInputs inputs;
    private final MfaStep mfa;

    RoleRoutes(RoleSessions sessions, SessionInputs inputs, MfaStep mfa) {
        this.sessions = sessions;
        this.inputs = inputs;
        this.mfa = mfa;
    }

    void addTo(Routes.Builder routes) {
        routes.aimed(Sts.ASSUME_ROLE, Authentication.SIGNED, this::prove, this::assume);
    }

    /// A code of a device counts for the decision, so it is taken before: whoever reaches the
    /// handler with a code has given a right one.
    private Aim prove(Caller caller, AssumeRoleRequest input) {
        Aim aim = aim(caller, input);
        mfa.take(caller, input.serialNumber(), input.tokenCode());
        return aim;
    }

    private static Aim aim(Caller caller, AssumeRoleRequest input) {
        RoleSessions.checkArn(input.roleArn());
        SessionTraits traits = traits(caller, input);
        Aim aim =
                Aim.at(input.roleArn())
                        .with("sts:RoleSessionName", input.roleSessionName())
                        .withTags(traits.tags());
        if (!traits.transitive().isEmpty()) {
            aim = aim.with("sts:TransitiveTagKeys", traits.transitive().stream().sorted().toList());
        }
        if (input.externalId().isPresent()) {
            aim = aim.with("sts:ExternalId", input.externalId().orElseThrow());
        }
        if (traits.sourceIdentity().isPresent()) {
            aim = aim.with("sts:SourceIdentity", traits.sourceIdentity().orElseThrow());
        }
        return input.serialNumber().isPresent()
                ? aim.with(MFA_PRESENT, "true").with(MFA_AGE, "0")
                : aim;
    }

    /// What the input says, and what comes along from the roles before.
    private static SessionTraits traits(Caller caller, AssumeRoleRequest input) {
        SessionTraits before =
                caller instanceof Caller.AssumedRole role ? role.traits() : SessionTraits.NONE;
        TreeMap<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(SessionInputs.tags(input.tags()));
        Set<String> transitive = new LinkedHashSet<>();
        for (String key : input.transitiveTagKeys()) {
            if (!tags.containsKey(key)) {
                throw StsErrors.badTags(
                        "The specified transitive tag key must be included in the requested"
                                + " tags.");
            }
            // As the tag writes it, whatever case the list has.
            transitive.add(tags.floorKey(key));
        }
        for (String key : before.transitive()) {
            if (tags.containsKey(key)) {
                throw StsErrors.badTags(
                        "One of the specified transitive tag keys can't be set because it"
                                + " conflicts with a transitive tag key from the calling session.");
            }
            tags.put(key, before.tags().getOrDefault(key, ""));
            transitive.add(key);
        }
        return new SessionTraits(tags, transitive, source(before, input), Map.of());
    }

    private static Optional<String> source(SessionTraits before, AssumeRoleRequest input) {
        Optional<String> kept = before.sourceIdentity();
        Optional<String> asked = input.sourceIdentity();
        if (kept.isPresent() && asked.isPresent() && !asked.equals(kept)) {
            throw StsErrors.accessDenied(
                    "The source identity of the calling session cannot be changed.");
        }
        return kept.or(() -> asked);
    }

    private AssumeRoleResponse assume(Call call, AssumeRoleRequest input) {
        Caller caller = call.caller();
        SessionTraits traits = traits(caller, input);
        Bundle bundle = new Bundle(traits, inputs.policies(input.policy(), input.policyArns()));
        RoleSessions.Begun begun =
                sessions.begin(
                        call,
                        new RoleSessions.Wish(
                                caller,
                                input.roleArn(),
                                input.roleSessionName(),
                                input.durationSeconds()),
                        aim(caller, input),
                        bundle,
                        mfa.taken(caller, input.serialNumber()));
        return AssumeRoleResponse.builder()
                .credentials(UserTokenRoutes.credentials(begun.credentials()))
                .assumedRoleUser(begun.user())
                .packedPolicySize(begun.packed())
                .sourceIdentity(traits.sourceIdentity())
                .build();
    }
}
