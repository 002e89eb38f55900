package dev.sallyport.policy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Combines the layers to a decision, in the order AWS documents: explicit denials, guard rails,
/// the resource's policy, the identity's, boundary, session.
public final class Authorizer {
    // Decisions are values without parts of their own: there are only so many.
    private static final Map<Layer, Decision> ALLOWED = each(Decision.Allowed::new);
    private static final Map<Layer, Decision> DENIED = each(Decision.ExplicitDeny::new);
    private static final Map<Layer, Decision> SILENT = each(Decision.ImplicitDeny::new);

    // "No permissions are required to perform this operation", says its documentation, and an
    // explicit denial changes nothing: its error texts tell a refused caller the same.
    private static final String WHO_AM_I = "sts:getcalleridentity";

    private Authorizer() {}

    private static Map<Layer, Decision> each(Function<Layer, Decision> make) {
        Map<Layer, Decision> decisions = new EnumMap<>(Layer.class);
        for (Layer layer : Layer.values()) {
            decisions.put(layer, make.apply(layer));
        }
        return Map.copyOf(decisions);
    }

    /// For resources without a policy of their own, in the principal's account.
    public static Decision decide(PrincipalPolicies policies, Request request) {
        return decide(policies, Optional.empty(), request);
    }

    public static Decision decide(
            PrincipalPolicies policies, Optional<ResourcePolicy> resource, Request request) {
        if (request.lowerCaseAction().equals(WHO_AM_I)
                && !(request.principal() instanceof Principal.Anonymous)) {
            return allowed(Layer.IDENTITY);
        }
        return new Question(policies, resource, request).decide();
    }

    /// Why {@link #decide} says what it says. Slower by far: ask when a person wants to know.
    public static Explanation explain(
            PrincipalPolicies policies, Optional<ResourcePolicy> resource, Request request) {
        return Explainer.explain(policies, resource, request, decide(policies, resource, request));
    }

    static Decision allowed(Layer by) {
        return ALLOWED.getOrDefault(by, new Decision.Allowed(by));
    }

    static Decision denied(Layer by) {
        return DENIED.getOrDefault(by, new Decision.ExplicitDeny(by));
    }

    static Decision silent(Layer lacking) {
        return SILENT.getOrDefault(lacking, new Decision.ImplicitDeny(lacking));
    }
}
