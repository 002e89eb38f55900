package dev.sallyport.server.api;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.People;
import dev.sallyport.server.access.PlainThings;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Serves calls as the front does, but for signatures and bytes: it decides, then calls the
/// handler.
public final class Counter {
    public static final AccountId ACME = new AccountId("111122223333");
    public static final Caller ADMIN =
            new Caller.User(
                    ACME, "admin", "AIDA22222222222222222", "AKIA2222222222222222", Map.of());

    private final Routes routes;
    private final InstantSource clock;
    private final Access access;

    /// With an administrator, and nobody else who may do anything.
    public Counter(Routes routes, InstantSource clock) {
        this(routes, clock, administrators());
    }

    /// Lets an administrator do everything, and nobody else anything.
    public static Access administrators() {
        return new PolicyAccess(new People().administrator(ADMIN.userId()), new PlainThings());
    }

    public Counter(Routes routes, InstantSource clock, Access access) {
        this.routes = routes;
        this.clock = clock;
        this.access = access;
    }

    /// A call of the administrator to `host`, without TLS.
    public static Call overPlainHttp(Instant at, String host) {
        Circumstances how = Circumstances.now(at, "127.0.0.1", "test", false, "us-east-1");
        return new Call(ADMIN, how, Aim.at("*"), "request", host);
    }

    public <I, O> O call(Caller caller, OperationType<I, O> type, I input) {
        Routes.Route<I, O> route = route(type);
        Aim aim = route.aiming().aim(caller, input);
        if (route.authentication() != Authentication.ANONYMOUS) {
            Decision decision =
                    access.decide(new Question(caller, type.action(), aim, circumstances()));
            if (decision instanceof Decision.Deny(String reason)) {
                throw new ServiceFault("AccessDeniedException", reason);
            }
        }
        Call call = new Call(caller, circumstances(), aim, "request", "sp.example");
        return route.handler().handle(call, input);
    }

    private Circumstances circumstances() {
        return Circumstances.now(clock.instant(), "192.0.2.1", "test", true, "us-east-1");
    }

    /// What a call would be decided on.
    public <I> List<String> resources(Caller caller, OperationType<I, ?> type, I input) {
        return route(type).aiming().aim(caller, input).resources();
    }

    public boolean serves(String service, String operation) {
        return routes.find(service, operation).isPresent();
    }

    public Authentication authentication(OperationType<?, ?> type) {
        return routes.find(type.service(), type.name()).orElseThrow().authentication();
    }

    @SuppressWarnings("unchecked") // a route is bound under the type it was made with
    private <I, O> Routes.Route<I, O> route(OperationType<I, O> type) {
        return (Routes.Route<I, O>) routes.find(type.service(), type.name()).orElseThrow();
    }
}
