package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.sts.model.Credentials;
import dev.sallyport.server.api.sts.model.FederatedUser;
import dev.sallyport.server.api.sts.model.GetFederationTokenRequest;
import dev.sallyport.server.api.sts.model.GetFederationTokenResponse;
import dev.sallyport.server.api.sts.model.GetSessionTokenRequest;
import dev.sallyport.server.api.sts.model.GetSessionTokenResponse;
import dev.sallyport.server.api.sts.model.Sts;
import dev.sallyport.server.identity.Bundle;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.IssuedCredentials;
import dev.sallyport.server.identity.MfaProof;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.SessionTraits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Temporary credentials for the user who asks, and for whom the user asks.
final class UserTokenRoutes {
    private static final int TWELVE_HOURS = 43_200;

    private final Passes passes;
    private final MfaStep mfa;
    private final SessionInputs inputs;

    UserTokenRoutes(Passes passes, MfaStep mfa, SessionInputs inputs) {
        this.passes = passes;
        this.mfa = mfa;
        this.inputs = inputs;
    }

    void addTo(Routes.Builder routes) {
        routes.aimed(
                        Sts.GET_SESSION_TOKEN,
                        Authentication.SIGNED,
                        (_, _) -> Aim.freeUnlessDenied(),
                        this::sessionToken)
                .aimed(
                        Sts.GET_FEDERATION_TOKEN,
                        Authentication.SIGNED,
                        UserTokenRoutes::federated,
                        this::federationToken);
    }

    private GetSessionTokenResponse sessionToken(Call call, GetSessionTokenRequest input) {
        Caller.User user = longTerm(call, "GetSessionToken");
        Optional<MfaProof> proof = mfa.take(user, input.serialNumber(), input.tokenCode());
        IssuedCredentials issued =
                passes.forUser(user, terms(call, input.durationSeconds(), proof));
        return GetSessionTokenResponse.builder().credentials(credentials(issued)).build();
    }

    // The front lets no other caller through; this makes sure of it.
    private static Caller.User longTerm(Call call, String operation) {
        if (call.caller() instanceof Caller.User user) {
            return user;
        }
        throw StsErrors.accessDenied("Cannot call " + operation + " with session credentials");
    }

    private static Passes.Terms terms(
            Call call, Optional<Integer> seconds, Optional<MfaProof> proof) {
        return new Passes.Terms(call.at(), Duration.ofSeconds(seconds.orElse(TWELVE_HOURS)), proof);
    }

    private static Aim federated(Caller caller, GetFederationTokenRequest input) {
        String arn = "arn:aws:sts::" + caller.account() + ":federated-user/" + input.name();
        return Aim.at(arn).withTags(SessionInputs.tags(input.tags()));
    }

    private GetFederationTokenResponse federationToken(Call call, GetFederationTokenRequest input) {
        Caller.User user = longTerm(call, "GetFederationToken");
        Map<String, String> tags = SessionInputs.tags(input.tags());
        Bundle bundle =
                new Bundle(
                        new SessionTraits(tags, Set.of(), Optional.empty(), Map.of()),
                        inputs.policies(input.policy(), input.policyArns()));
        Optional<Integer> packed = SessionInputs.packedSize(bundle);
        IssuedCredentials issued =
                passes.forFederatedUser(
                        user,
                        input.name(),
                        bundle,
                        terms(call, input.durationSeconds(), Optional.empty()));
        String id = user.account() + ":" + input.name();
        String arn = "arn:aws:sts::" + user.account() + ":federated-user/" + input.name();
        return GetFederationTokenResponse.builder()
                .credentials(credentials(issued))
                .federatedUser(new FederatedUser(id, arn))
                .packedPolicySize(packed.orElse(0))
                .build();
    }

    static Credentials credentials(IssuedCredentials issued) {
        return issued.secretKey()
                .reveal(secret ->
                        new Credentials(
                                issued.accessKeyId(),
                                secret,
                                issued.sessionToken(),
                                issued.expires()));
    }
}
