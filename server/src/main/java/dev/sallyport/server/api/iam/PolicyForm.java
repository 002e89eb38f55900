package dev.sallyport.server.api.iam;

import dev.sallyport.server.identity.care.PolicyCheck;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks that a policy is a JSON object with statements, none of whose keys stands twice.
public final class PolicyForm implements PolicyCheck {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    @Override
    public Optional<String> fault(Use use, String document) {
        try {
            JsonNode tree = JSON.readTree(document);
            return tree.isObject() && tree.path("Statement").isContainer()
                    ? Optional.empty()
                    : Optional.of("Syntax errors in policy.");
        } catch (JacksonException _) {
            // AWS's words, as recorded for a broken trust policy.
            return Optional.of(
                    switch (use) {
                        case TRUST -> "This policy contains invalid Json";
                        case IDENTITY -> "Syntax errors in policy.";
                    });
        }
    }
}
