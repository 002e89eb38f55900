package dev.sallyport.server.access;

import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a caller is judged by.
///
/// @param principal as policies of resources name it
/// @param policies everything that opens or limits what it may do
/// @param tags of the user, or of the role with those of the session
record Standing(Principal principal, PrincipalPolicies policies, Map<String, String> tags) {
    Standing {
        tags = Map.copyOf(tags);
    }

    /// Names of tags differ in more than case when they are set, and not when they are asked for.
    static Optional<String> tag(Map<String, String> tags, String lowerCaseKey) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseKey))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
