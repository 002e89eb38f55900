package dev.sallyport.cli.judge;

import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import java.util.Map;

/// Who asks.
///
/// @param name of the user or role, or of the service
public record Who(
        String name, Principal principal, Map<String, String> tags, PrincipalPolicies policies) {
    public Who {
        tags = Map.copyOf(tags);
    }

    /// The ARN that refusals name.
    public String arn() {
        return switch (principal) {
            case Principal.User user -> user.arn();
            case Principal.RoleSession session -> session.arn();
            case Principal.FederatedUser user -> user.arn();
            case Principal.Root root -> "arn:aws:iam::" + root.account() + ":root";
            case Principal.Service service -> service.name();
            case Principal.Federated federated -> federated.provider();
            case Principal.Anonymous _ -> "anonymous";
        };
    }
}
