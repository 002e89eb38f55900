package dev.sallyport.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request with every layer's answer.
final class Question {
    private final Principal principal;
    private final Optional<ResourcePolicy> resource;
    private final Answer resources;
    private final Answer guardRails;
    private final Answer identity;
    private final Answer boundary;
    private final Answer session;

    Question(PrincipalPolicies policies, Optional<ResourcePolicy> resource, Request request) {
        this.principal = request.principal();
        this.resource = resource;
        this.resources =
                resource.isPresent()
                        ? resource.orElseThrow().policies().answer(request)
                        : Answer.SILENT;
        this.guardRails = weakest(policies.guardRails(), request);
        // An account's root has no policies, and needs none.
        boolean isRoot = principal instanceof Principal.Root;
        this.identity = isRoot ? Answer.ALLOWS : policies.identity().answer(request);
        this.boundary = isRoot ? Answer.ALLOWS : answer(policies.boundary(), request);
        this.session = isRoot ? Answer.ALLOWS : answer(policies.session(), request);
    }

    /// A limit that is not there limits nothing.
    private static Answer answer(Optional<PolicyIndex> limit, Request request) {
        return limit.isPresent() ? limit.orElseThrow().answer(request) : Answer.ALLOWS;
    }

    private static Answer weakest(List<PolicyIndex> levels, Request request) {
        Answer weakest = Answer.ALLOWS;
        for (int i = 0; i < levels.size(); i++) {
            Answer level = levels.get(i).answer(request);
            if (level == Answer.DENIES) {
                return level;
            }
            if (level.compareTo(weakest) < 0) {
                weakest = level;
            }
        }
        return weakest;
    }

    Decision decide() {
        @Nullable Layer denier = denier();
        if (denier != null) {
            return Authorizer.denied(denier);
        }
        if (!guardRails.allows()) {
            return Authorizer.silent(Layer.GUARD_RAIL);
        }
        return resource.isPresent() ? decideWith(resource.orElseThrow()) : decideAlone();
    }

    private @Nullable Layer denier() {
        if (guardRails == Answer.DENIES) {
            return Layer.GUARD_RAIL;
        }
        if (identity == Answer.DENIES) {
            return Layer.IDENTITY;
        }
        if (boundary == Answer.DENIES) {
            return Layer.BOUNDARY;
        }
        if (session == Answer.DENIES) {
            return Layer.SESSION;
        }
        return resource.isPresent() && resources == Answer.DENIES
                ? resource.orElseThrow().layer()
                : null;
    }

    private Decision decideWith(ResourcePolicy policy) {
        Layer layer = policy.layer();
        if (!principal.hasPolicies()) {
            return resources.allows() ? Authorizer.allowed(layer) : Authorizer.silent(layer);
        }
        if (!principal.accountId().equals(policy.account())) {
            Decision own = decideAlone();
            return own.isAllowed() && !resources.allows() ? Authorizer.silent(layer) : own;
        }
        return switch (resources) {
            case ALLOWS -> Authorizer.allowed(layer);
            case ALLOWS_ORIGIN -> {
                // What is given to the role is given within the limits of its sessions.
                @Nullable Layer limit = limit();
                yield limit == null ? Authorizer.allowed(layer) : Authorizer.silent(limit);
            }
            case ALLOWS_ACCOUNT -> decideAlone();
            case SILENT, DENIES ->
                    policy.rule() == ResourcePolicy.Rule.ADDS
                            ? decideAlone()
                            : Authorizer.silent(layer);
        };
    }

    private Decision decideAlone() {
        if (!identity.allows() || !principal.hasPolicies()) {
            return Authorizer.silent(Layer.IDENTITY);
        }
        @Nullable Layer limit = limit();
        return limit == null ? Authorizer.allowed(Layer.IDENTITY) : Authorizer.silent(limit);
    }

    private @Nullable Layer limit() {
        if (!boundary.allows()) {
            return Layer.BOUNDARY;
        }
        return session.allows() ? null : Layer.SESSION;
    }
}
