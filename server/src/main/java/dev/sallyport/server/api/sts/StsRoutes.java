package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.sts.model.DecodeAuthorizationMessageRequest;
import dev.sallyport.server.api.sts.model.DecodeAuthorizationMessageResponse;
import dev.sallyport.server.api.sts.model.GetAccessKeyInfoRequest;
import dev.sallyport.server.api.sts.model.GetAccessKeyInfoResponse;
import dev.sallyport.server.api.sts.model.GetCallerIdentityRequest;
import dev.sallyport.server.api.sts.model.GetCallerIdentityResponse;
import dev.sallyport.server.api.sts.model.Sts;
import dev.sallyport.server.identity.AuthorizationMessages;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.issuers.WebIdentities;
import java.time.InstantSource;
import java.util.List;

/// Tells callers who they are, and gives them temporary credentials.
public final class StsRoutes {
    private final Directory directory;
    private final AuthorizationMessages messages;
    private final UserTokenRoutes userTokens;
    private final RoleRoutes roles;
    private final WebIdentityRoutes webIdentities;

    /// What credentials are made of, and who vouches for whom.
    public record Desk(
            Directory directory,
            Passes passes,
            MfaCodes codes,
            WebIdentities identities,
            AuthorizationMessages messages) {}

    public StsRoutes(Desk desk, Access access, InstantSource clock) {
        this.directory = desk.directory;
        this.messages = desk.messages;
        Permission permission = new Permission(access);
        MfaStep mfa = new MfaStep(desk.codes, clock);
        SessionInputs inputs = new SessionInputs(directory);
        RoleSessions sessions = new RoleSessions(directory, desk.passes, permission);
        this.userTokens = new UserTokenRoutes(desk.passes, mfa, inputs);
        this.roles = new RoleRoutes(sessions, inputs, mfa);
        this.webIdentities = new WebIdentityRoutes(desk.identities, sessions, inputs, permission);
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                        Sts.GET_CALLER_IDENTITY,
                        Authentication.SIGNED,
                        _ -> List.of(ResourceNames.ANY),
                        StsRoutes::whoAmI)
                .on(
                        Sts.GET_ACCESS_KEY_INFO,
                        Authentication.SIGNED,
                        _ -> List.of(ResourceNames.ANY),
                        this::whoseKey)
                .on(
                        Sts.DECODE_AUTHORIZATION_MESSAGE,
                        Authentication.SIGNED,
                        _ -> List.of(ResourceNames.ANY),
                        this::decode);
        userTokens.addTo(routes);
        roles.addTo(routes);
        webIdentities.addTo(routes);
    }

    private static GetCallerIdentityResponse whoAmI(Call call, GetCallerIdentityRequest input) {
        return GetCallerIdentityResponse.builder()
                .userId(call.caller().userId())
                .account(call.caller().account().value())
                .arn(call.caller().arn())
                .build();
    }

    /// Temporary keys are in no list: that they have the form of ours is all there is to say.
    private GetAccessKeyInfoResponse whoseKey(Call call, GetAccessKeyInfoRequest input) {
        String id = input.accessKeyId();
        boolean ours = id.startsWith("ASIA") || directory.findKey(id).isPresent();
        if (!ours) {
            throw StsErrors.accessDenied("Access key " + id + " is not valid");
        }
        return GetAccessKeyInfoResponse.builder()
                .account(directory.roster().account().id().value())
                .build();
    }

    private DecodeAuthorizationMessageResponse decode(
            Call call, DecodeAuthorizationMessageRequest input) {
        return DecodeAuthorizationMessageResponse.builder()
                .decodedMessage(
                        messages.decode(call.caller().account(), input.encodedMessage())
                                .orElseThrow(StsErrors::badMessage))
                .build();
    }
}
