package dev.sallyport.server.api.iam;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.OperationHandler;
import dev.sallyport.server.api.OperationType;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.Routes.Aiming;
import dev.sallyport.server.identity.Caller;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Binds IAM's operations: all signed, each about one ARN.
final class Binder {
    private final Routes.Builder routes;

    Binder(Routes.Builder routes) {
        this.routes = routes;
    }

    <I, O> Binder on(
            OperationType<I, O> type,
            Function<I, String> resource,
            OperationHandler<I, O> handler) {
        return onOwn(type, (_, input) -> resource.apply(input), handler);
    }

    /// For operations whose resource depends on who calls.
    <I, O> Binder onOwn(
            OperationType<I, O> type,
            BiFunction<Caller, I, String> resource,
            OperationHandler<I, O> handler) {
        return aimed(type, (caller, input) -> Aim.at(resource.apply(caller, input)), handler);
    }

    /// For operations that bring condition keys.
    <I, O> Binder aimed(
            OperationType<I, O> type, Aiming<I> aiming, OperationHandler<I, O> handler) {
        routes.aimed(type, Authentication.SIGNED, aiming, IamErrors.translating(handler));
        return this;
    }

    /// For operations that move something: decided on what it is and on what it becomes.
    <I, O> Binder onMove(
            OperationType<I, O> type,
            Function<I, List<String>> resources,
            OperationHandler<I, O> handler) {
        routes.on(type, Authentication.SIGNED, resources, IamErrors.translating(handler));
        return this;
    }
}
