package dev.sallyport.server.access;

import dev.sallyport.policy.Authorizer;
import dev.sallyport.policy.ConditionKeys;
import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.policy.Request;
import dev.sallyport.policy.ResourcePolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judges calls that nobody makes, as {@link PolicyAccess} would judge them. What it is not told
/// about the call it does not know: tags and trust policies of real things are not looked at, only
/// the names under which policies speak of them.
public final class Simulator {
    private final Things things;

    public Simulator(Things things) {
        this.things = things;
    }

    /// The policy that every resource is imagined to have, and whose the resources are.
    public record Kept(String account, PolicyIndex policies) {}

    /// All that is known of the call.
    public record Scene(
            Principal principal,
            PrincipalPolicies policies,
            Optional<Kept> kept,
            Map<String, List<String>> keys) {}

    /// What would come of it.
    ///
    /// @param missing keys, in lower case, that statements about the call ask for and nobody gave
    /// @param withinBoundary what the boundary by itself says; absent when there is none
    public record Verdict(
            Explanation explanation, List<String> missing, Optional<Boolean> withinBoundary) {
        public Verdict {
            missing = List.copyOf(missing);
        }
    }

    public Verdict judge(Scene scene, String action, String resource) {
        AskedKeys keys = new AskedKeys(ConditionKeys.of(scene.keys()));
        List<String> names =
                resource.equals(Request.NO_RESOURCE) ? List.of(resource) : things.namesOf(resource);
        Request request = Request.of(scene.principal(), action, names, keys);
        Explanation explanation =
                Authorizer.explain(
                        scene.policies(),
                        scene.kept().map(kept -> resourcePolicy(kept, action)),
                        request);
        Optional<Boolean> within =
                scene.policies()
                        .boundary()
                        .map(limit ->
                                Authorizer.decide(PrincipalPolicies.ofIdentity(limit), request)
                                        .isAllowed());
        return new Verdict(explanation, keys.missing(), within);
    }

    /// What a resource's policy means is known by the kind of resource, and that by the service.
    private static ResourcePolicy resourcePolicy(Kept kept, String action) {
        String service = action.substring(0, action.indexOf(':')).toLowerCase(Locale.ROOT);
        ResourcePolicy.Rule rule =
                switch (service) {
                    case "kms" -> ResourcePolicy.Rule.OPENS;
                    case "sts" -> ResourcePolicy.Rule.TRUSTS;
                    default -> ResourcePolicy.Rule.ADDS;
                };
        return new ResourcePolicy(kept.account(), kept.policies(), rule);
    }

    /// Remembers what was asked for in vain.
    private static final class AskedKeys implements ConditionKeys {
        private final ConditionKeys known;
        private final Set<String> missing = new LinkedHashSet<>();

        AskedKeys(ConditionKeys known) {
            this.known = known;
        }

        @Override
        public List<String> values(String lowerCaseName) {
            List<String> values = known.values(lowerCaseName);
            if (values.isEmpty()) {
                missing.add(lowerCaseName);
            }
            return values;
        }

        List<String> missing() {
            return List.copyOf(missing);
        }
    }
}
