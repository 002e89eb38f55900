package dev.sallyport.server.access;

import dev.sallyport.policy.ResourcePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of the things calls touch. Asked only for what a policy wants to know. Safe for
/// use by many threads; may block.
public interface Things {
    /// Every ARN under which policies may speak of the thing, the given one first.
    List<String> namesOf(String arn);

    /// Its tags; none when it has none or is not there.
    Map<String, String> tagsOf(String arn);

    /// Other condition keys of the thing, such as `ssm:DocumentType`.
    Map<String, List<String>> keysOf(String arn);

    /// The policy it keeps itself that has a say about this action; a role's is its trust policy.
    Optional<ResourcePolicy> policyOf(String action, String arn);
}
