package dev.sallyport.server.api;

import dev.sallyport.server.identity.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Which handler serves which operation, how its caller proves itself, and which resources the
/// decision is about.
public final class Routes {
    private final Map<String, Route<?, ?>> routes;

    private Routes(Map<String, Route<?, ?>> routes) {
        this.routes = Map.copyOf(routes);
    }

    /// One bound operation. `resources` gives the ARNs an input touches, or `*`; what an input
    /// leaves out may mean its caller.
    record Route<I, O>(
            OperationType<I, O> type,
            Authentication authentication,
            BiFunction<Caller, I, List<String>> resources,
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

        public <I, O> Builder on(
                OperationType<I, O> type,
                Authentication authentication,
                Function<I, List<String>> resources,
                OperationHandler<I, O> handler) {
            return onOwn(type, authentication, (_, input) -> resources.apply(input), handler);
        }

        /// As {@link #on}, for operations whose resources depend on who calls.
        public <I, O> Builder onOwn(
                OperationType<I, O> type,
                Authentication authentication,
                BiFunction<Caller, I, List<String>> resources,
                OperationHandler<I, O> handler) {
            Route<I, O> route = new Route<>(type, authentication, resources, handler);
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
