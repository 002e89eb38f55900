package dev.sallyport.server.api.sts;

import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Verifier;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Authenticator;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.Decisions;
import dev.sallyport.server.api.EncodedDenials;
import dev.sallyport.server.api.Front;
import dev.sallyport.server.api.Gate;
import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceModels;
import dev.sallyport.server.api.SourceThrottle;
import dev.sallyport.server.api.Territory;
import dev.sallyport.server.api.TrustedProxies;
import dev.sallyport.server.api.ec2.model.DescribeTagsResult;
import dev.sallyport.server.api.ec2.model.Ec2;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListAccountAliasesResponse;
import dev.sallyport.server.api.ssm.model.GetConnectionStatusResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.issuers.WebIdentities;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// STS behind a real front, decided by the account's policies. Three operations of other services
/// show what credentials are good for.
final class StsServices {
    static final String REGION = "us-east-1";

    private final StsAccount account;
    private final Access access;
    private final Routes routes;

    StsServices(StsAccount account, SSLContext trustOfIssuers) {
        this.account = account;
        this.access = new PolicyAccess(account.directory, new TrustingThings(account.directory));
        this.routes = routes(trustOfIssuers);
    }

    /// Without the front.
    Counter counter() {
        return new Counter(routes, account::now, access);
    }

    private Routes routes(SSLContext trustOfIssuers) {
        Routes.Builder builder = Routes.builder();
        StsRoutes.Desk desk =
                new StsRoutes.Desk(
                        account.directory,
                        account.passes,
                        account.codes,
                        new WebIdentities(account.directory, trustOfIssuers),
                        account.messages);
        new StsRoutes(desk, access, account::now).addTo(builder);
        return builder.on(
                        Ssm.GET_CONNECTION_STATUS,
                        Authentication.SIGNED,
                        input -> List.of(node(input.target())),
                        (_, _) -> GetConnectionStatusResponse.builder().build())
                .on(
                        Iam.LIST_ACCOUNT_ALIASES,
                        Authentication.SIGNED,
                        _ -> List.of("*"),
                        (_, _) ->
                                ListAccountAliasesResponse.builder()
                                        .accountAliases(List.of())
                                        .build())
                .on(
                        Ec2.DESCRIBE_TAGS,
                        Authentication.SIGNED,
                        _ -> List.of("*"),
                        (_, _) -> DescribeTagsResult.builder().build())
                .build();
    }

    static String node(String id) {
        return "arn:aws:ssm:us-east-1:111122223333:managed-instance/" + id;
    }

    Front front() {
        Territory territory = new Territory(People.ACME, REGION, Set.of());
        Authenticator authenticator =
                new Authenticator(
                        account.credentials,
                        _ -> Optional.empty(),
                        new Verifier(new DerivedKeys(8)),
                        territory,
                        account::now);
        Gate gate =
                new Gate(
                        authenticator,
                        new Decisions(access, _ -> List.of()),
                        new SourceThrottle(100, 100, () -> 0),
                        territory,
                        new EncodedDenials(account.messages));
        return new Front(
                ServiceModels.load(),
                routes,
                PathRoutes.builder().build(),
                gate,
                new TrustedProxies(List.of()),
                StsAccount.RANDOM,
                account::now);
    }
}
