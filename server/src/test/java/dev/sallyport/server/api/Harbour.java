package dev.sallyport.server.api;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Verifier;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Explained;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.api.ec2.model.DescribeTagsResult;
import dev.sallyport.server.api.ec2.model.Ec2;
import dev.sallyport.server.api.ssm.model.RegisterManagedInstanceResponse;
import dev.sallyport.server.api.ssm.model.RequestManagedInstanceRoleTokenResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.StartSessionRequest;
import dev.sallyport.server.api.ssm.model.StartSessionResponse;
import dev.sallyport.server.api.sts.model.GetCallerIdentityResponse;
import dev.sallyport.server.api.sts.model.Sts;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.CredentialOutcome;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A front with a few operations behind it, one user with a key, one node, and a clock that stands.
final class Harbour {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final AccountId ACCOUNT = new AccountId("111122223333");
    static final NodeId WEB = new NodeId("mi-0a1b2c3d4e5f60718");
    static final KeyPair NODE_KEY = rsa();
    static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    static final Caller ALICE =
            new Caller.User(ACCOUNT, "alice", "AIDAEXAMPLE", "AKIAALICE", Map.of());

    final List<Call> calls = new ArrayList<>();
    boolean allowed = true;
    CredentialOutcome credentials = new CredentialOutcome.Found(ALICE, SECRET);
    Function<StartSessionRequest, StartSessionResponse> startSession =
            input -> StartSessionResponse.builder().sessionId("alice-1").build();
    private long nanos;

    HttpResponse handle(HttpRequest request) {
        return front().handle(request);
    }

    private final SourceThrottle throttle = new SourceThrottle(2, 1, () -> nanos);

    void wait(int seconds) {
        nanos += seconds * 1_000_000_000L;
    }

    Front front() {
        Territory territory = new Territory(ACCOUNT, "eu-central-1", Set.of("us-east-1"));
        Authenticator authenticator =
                new Authenticator(
                        (id, _, _) ->
                                id.equals("AKIANOBODY")
                                        ? new CredentialOutcome.Unknown()
                                        : credentials,
                        Harbour::keyOf,
                        new Verifier(new DerivedKeys(8)),
                        territory,
                        () -> NOON);
        Gate gate =
                new Gate(
                        authenticator,
                        new Decisions(this::decide, this::explain),
                        throttle,
                        territory);
        return new Front(
                ServiceModels.load(),
                routes(),
                paths(),
                gate,
                new TrustedProxies(List.of()),
                new SecureRandom(),
                () -> NOON);
    }

    private Decision decide(Question question) {
        return allowed
                ? new Decision.Allow("yes")
                : new Decision.Deny(
                        "User: %s is not authorized to perform: %s on resource: %s"
                                .formatted(
                                        question.caller().arn(),
                                        question.action(),
                                        question.aim().resources().getFirst()));
    }

    private List<Explained> explain(Question question) {
        return List.of();
    }

    private static Optional<PublicKey> keyOf(NodeId node) {
        return node.equals(WEB) ? Optional.of(NODE_KEY.getPublic()) : Optional.empty();
    }

    private Routes routes() {
        return withAnswers(Routes.builder())
                .on(
                        Ssm.START_SESSION,
                        Authentication.SIGNED,
                        input -> List.of("arn:node/" + NodeId.parse(input.target())),
                        (call, input) -> {
                            calls.add(call);
                            return startSession.apply(input);
                        })
                .on(
                        Ssm.REGISTER_MANAGED_INSTANCE,
                        Authentication.ANONYMOUS,
                        _ -> List.of(),
                        (call, _) -> {
                            calls.add(call);
                            return new RegisterManagedInstanceResponse(WEB.value());
                        })
                .on(
                        Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                        Authentication.NODE_KEY,
                        _ -> List.of("*"),
                        (call, _) -> {
                            calls.add(call);
                            return new RequestManagedInstanceRoleTokenResponse(
                                    "ASIA", "secret", "token", NOON, false);
                        })
                .build();
    }

    private static Routes.Builder withAnswers(Routes.Builder routes) {
        return routes.on(
                        Sts.GET_CALLER_IDENTITY,
                        Authentication.SIGNED,
                        _ -> List.of("*"),
                        (call, _) ->
                                GetCallerIdentityResponse.builder()
                                        .account(call.caller().account().value())
                                        .arn(call.caller().arn())
                                        .userId(call.caller().userId())
                                        .build())
                .on(
                        Ec2.DESCRIBE_TAGS,
                        Authentication.SIGNED,
                        _ -> List.of("*"),
                        (_, _) -> DescribeTagsResult.builder().build());
    }

    private PathRoutes paths() {
        return PathRoutes.builder()
                .open("GET", "/healthz", (_, _, _) -> HttpResponse.text(200, "ok\n"))
                .signed(
                        "POST",
                        "/v1/control-channel/{node}",
                        new SignedAction(
                                "ssmmessages",
                                "ssmmessages:CreateControlChannel",
                                node -> List.of("arn:node/" + new NodeId(node)),
                                SignedAction.ErrorStyle.XML),
                        (call, _, node) -> {
                            calls.add(call);
                            return HttpResponse.text(201, node);
                        })
                .build();
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
