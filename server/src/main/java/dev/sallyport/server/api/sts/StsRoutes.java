package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.sts.model.GetCallerIdentityRequest;
import dev.sallyport.server.api.sts.model.GetCallerIdentityResponse;
import dev.sallyport.server.api.sts.model.Sts;
import java.util.List;

/// Tells callers who they are.
public final class StsRoutes {
    public void addTo(Routes.Builder routes) {
        routes.on(
                Sts.GET_CALLER_IDENTITY,
                Authentication.SIGNED,
                _ -> List.of(ResourceNames.ANY),
                StsRoutes::whoAmI);
    }

    private static GetCallerIdentityResponse whoAmI(Call call, GetCallerIdentityRequest input) {
        return GetCallerIdentityResponse.builder()
                .userId(call.caller().userId())
                .account(call.caller().account().value())
                .arn(call.caller().arn())
                .build();
    }
}
