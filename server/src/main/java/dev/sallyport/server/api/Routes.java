package dev.sallyport.server.api;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.identity.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Which handler serves which operation, how its caller proves itself, and which resources the
/// decision is about.
public final class Routes {
    private final Map<String, Route<?, ?>> routes;

    private Routes(Map<String, Route<?, ?>> routes) {
        this.routes = Map.copyOf(routes);
    }

    /// Says what a call is about. The caller counts where an input may leave its own name out.
    @FunctionalInterface
    public interface Aiming<I> {
        Aim aim(Caller caller, I input);
    }

    /// One bound operation.
    record Route<I, O>(
            OperationType<I, O> type,
            Authentication authentication,
            Aiming<I> aiming,
            OperationHandler<I, O> handler) {}

    public static Builder builder() {
        return new Builder();
    }

    Optional<Route<?, ?>> find(String service, String operation) {
        return Optional.ofNullable(routes.get(service + ":" + operation));
    }

    /// Collects bindings; an operation bound twice is a mistake.
    public static final class Builder {
        private final Map<String, Route<?, ?>> routes = new HashMap<>();

        private Builder() {}

        /// Binds an operation about the ARNs its input names, or `*`, and brings no keys.
        public <I, O> Builder on(
                OperationType<I, O> type,
                Authentication authentication,
                Function<I, List<String>> resources,
                OperationHandler<I, O> handler) {
            return aimed(
                    type, authentication, (_, input) -> Aim.at(resources.apply(input)), handler);
        }

        /// Binds an operation that brings condition keys or depends on its caller.
        public <I, O> Builder aimed(
                OperationType<I, O> type,
                Authentication authentication,
                Aiming<I> aiming,
                OperationHandler<I, O> handler) {
            Route<I, O> route = new Route<>(type, authentication, aiming, handler);
            if (routes.put(type.action(), route) != null) {
                throw new IllegalArgumentException(
                        "operation: " + type.action() + " (expected: bound once)");
            }
            return this;
        }

        public Routes build() {
            return new Routes(routes);
        }
    }
}
