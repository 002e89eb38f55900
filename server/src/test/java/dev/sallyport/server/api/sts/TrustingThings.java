package dev.sallyport.server.api.sts;

import dev.sallyport.policy.ResourcePolicy;
import dev.sallyport.server.access.Things;
import dev.sallyport.server.access.TrustPolicies;
import dev.sallyport.server.identity.directory.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Roles with their trust policies, and nothing else.
final class TrustingThings implements Things {
    private final TrustPolicies trust;

    TrustingThings(Directory directory) {
        this.trust = new TrustPolicies(directory);
    }

    @Override
    public List<String> namesOf(String arn) {
        return List.of(arn);
    }

    @Override
    public Map<String, String> tagsOf(String arn) {
        return Map.of();
    }

    @Override
    public Map<String, List<String>> keysOf(String arn) {
        return Map.of();
    }

    @Override
    public Optional<ResourcePolicy> policyOf(String action, String arn) {
        return trust.of(action, arn);
    }
}
