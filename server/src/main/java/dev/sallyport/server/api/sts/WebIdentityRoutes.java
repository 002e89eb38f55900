package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.sts.model.AssumeRoleWithWebIdentityRequest;
import dev.sallyport.server.api.sts.model.AssumeRoleWithWebIdentityResponse;
import dev.sallyport.server.api.sts.model.Sts;
import dev.sallyport.server.identity.Bundle;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.SessionTraits;
import dev.sallyport.server.issuers.WebIdentities;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The way into a role for whoever has a token of a registered provider, and nothing else. The call
/// is not signed; the front throttles it by source.
final class WebIdentityRoutes {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final WebIdentities identities;
    private final RoleSessions sessions;
    private final SessionInputs inputs;
    private final Permission permission;

    WebIdentityRoutes(
            WebIdentities identities,
            RoleSessions sessions,
            SessionInputs inputs,
            Permission permission) {
        this.identities = identities;
        this.sessions = sessions;
        this.inputs = inputs;
        this.permission = permission;
    }

    void addTo(Routes.Builder routes) {
        routes.aimed(
                Sts.ASSUME_ROLE_WITH_WEB_IDENTITY,
                Authentication.ANONYMOUS,
                (_, input) -> aim(input),
                this::assume);
    }

    private static Aim aim(AssumeRoleWithWebIdentityRequest input) {
        RoleSessions.checkArn(input.roleArn());
        return Aim.at(input.roleArn()).with("sts:RoleSessionName", input.roleSessionName());
    }

    private AssumeRoleWithWebIdentityResponse assume(
            Call call, AssumeRoleWithWebIdentityRequest input) {
        Aim aim = aim(input);
        if (input.providerId().isPresent()) {
            throw StsErrors.invalid("ProviderId is not used with OpenID Connect tokens.");
        }
        Caller.WebIdentity caller = prove(call, input.webIdentityToken());
        permit(call, caller, aim);
        SessionTraits traits =
                new SessionTraits(Map.of(), Set.of(), Optional.empty(), caller.claims());
        Bundle bundle = new Bundle(traits, inputs.policies(input.policy(), input.policyArns()));
        RoleSessions.Begun begun =
                sessions.begin(
                        call,
                        new RoleSessions.Wish(
                                caller,
                                input.roleArn(),
                                input.roleSessionName(),
                                input.durationSeconds()),
                        aim,
                        bundle,
                        Optional.empty());
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(UserTokenRoutes.credentials(begun.credentials()))
                .subjectFromWebIdentityToken(caller.subject())
                .assumedRoleUser(begun.user())
                .packedPolicySize(begun.packed())
                .provider(caller.arn())
                .audience(caller.audience())
                .build();
    }

    private Caller.WebIdentity prove(Call call, String token) {
        return switch (identities.check(token, call.at())) {
            case WebIdentities.Outcome.Proven(Caller.WebIdentity caller) -> caller;
            case WebIdentities.Outcome.Invalid(String text) ->
                    throw new ServiceFault("InvalidIdentityToken", text);
            case WebIdentities.Outcome.Expired(String text) ->
                    throw new ServiceFault("ExpiredTokenException", text);
            case WebIdentities.Outcome.Unreachable(String text) ->
                    throw new ServiceFault("IDPCommunicationError", text);
        };
    }

    /// Nobody learns from the answer whether the role is there, or what it asks for.
    private void permit(Call call, Caller caller, Aim aim) {
        try {
            permission.demand(call, caller, ACTION, aim);
        } catch (ServiceFault _) {
            throw StsErrors.accessDenied("Not authorized to perform " + ACTION);
        }
    }
}
