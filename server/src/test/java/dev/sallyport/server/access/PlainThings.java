package dev.sallyport.server.access;

import dev.sallyport.policy.ResourcePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Things with one name each, and the tags a test gives them.
public final class PlainThings implements Things {
    private final Map<String, Map<String, String>> tags = new HashMap<>();
    private final Map<String, List<String>> aliases = new HashMap<>();

    PlainThings tagged(String arn, Map<String, String> values) {
        tags.put(arn, values);
        return this;
    }

    PlainThings alias(String arn, String other) {
        aliases.put(arn, List.of(arn, other));
        return this;
    }

    @Override
    public List<String> namesOf(String arn) {
        return aliases.getOrDefault(arn, List.of(arn));
    }

    @Override
    public Map<String, String> tagsOf(String arn) {
        return tags.getOrDefault(arn, Map.of());
    }

    @Override
    public Map<String, List<String>> keysOf(String arn) {
        return Map.of();
    }

    @Override
    public Optional<ResourcePolicy> policyOf(String action, String arn) {
        return Optional.empty();
    }
}
