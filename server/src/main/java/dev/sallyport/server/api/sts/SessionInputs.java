package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.SessionPolicyTexts;
import dev.sallyport.server.api.sts.model.PolicyDescriptorType;
import dev.sallyport.server.api.sts.model.Tag;
import dev.sallyport.server.identity.Bundle;
import dev.sallyport.server.identity.SessionPolicies;
import dev.sallyport.server.identity.directory.Directory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Checks what callers hand over for a session.
final class SessionInputs {
    private static final int LONGEST_POLICY = 2048;
    private static final int MOST_POLICIES = 10;

    private final Directory directory;

    SessionInputs(Directory directory) {
        this.directory = directory;
    }

    SessionPolicies policies(Optional<String> inline, List<PolicyDescriptorType> descriptors) {
        inline.ifPresent(SessionInputs::check);
        List<String> arns = new ArrayList<>();
        for (PolicyDescriptorType descriptor : descriptors) {
            descriptor.arn().ifPresent(arns::add);
        }
        if (arns.size() > MOST_POLICIES) {
            throw StsErrors.constraint(
                    arns.toString(),
                    "policyArns",
                    "Member must have length less than or equal to " + MOST_POLICIES);
        }
        for (String arn : arns) {
            // What cannot be found would limit nothing.
            if (directory.roster().findPolicy(arn).isEmpty()) {
                throw StsErrors.invalid("Policy " + arn + " does not exist or is not attachable.");
            }
        }
        return new SessionPolicies(inline, arns);
    }

    private static void check(String inline) {
        if (inline.length() > LONGEST_POLICY) {
            throw StsErrors.constraint(
                    inline,
                    "policy",
                    "Member must have length less than or equal to " + LONGEST_POLICY);
        }
        SessionPolicyTexts.fault(inline)
                .ifPresent(fault -> {
                    throw StsErrors.malformedPolicy(fault);
                });
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> all = new LinkedHashMap<>();
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : tags) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw StsErrors.invalid(
                        "Tag keys beginning with aws: are reserved for system use.");
            }
            if (!keys.add(tag.key())) {
                throw StsErrors.badTags(
                        "Duplicate tag keys found. Please note that Tag keys are case"
                                + " insensitive.");
            }
            all.put(tag.key(), tag.value());
        }
        return all;
    }

    /// Throws when it does not go into a token; else says how much of the room it takes, if it is
    /// anything.
    static Optional<Integer> packedSize(Bundle bundle) {
        int percent = bundle.packedPercent();
        if (percent > 100) {
            throw StsErrors.tooLarge(percent);
        }
        return bundle.policies().isEmpty() && bundle.traits().tags().isEmpty()
                ? Optional.empty()
                : Optional.of(percent);
    }
}
