package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The policies of a user, group or role.
final class Grants {
    private Grants() {}

    /// ARNs of attached policies.
    ///
    /// @param kind `User`, `Group` or `Role`
    static List<String> attached(Api api, String kind, String name) {
        return api
                .iamList(
                        "ListAttached" + kind + "Policies",
                        Map.of(kind + "Name", name),
                        "AttachedPolicies")
                .stream()
                .map(policy -> policy.field("PolicyArn"))
                .toList();
    }

    /// Names of inline policies.
    static List<String> inline(Api api, String kind, String name) {
        return api
                .iamList("List" + kind + "Policies", Map.of(kind + "Name", name), "PolicyNames")
                .stream()
                .map(member -> member.text().strip())
                .toList();
    }

    static void addTo(ObjectNode json, Api api, String kind, String name) {
        attached(api, kind, name).forEach(json.putArray("policies")::add);
        inline(api, kind, name).forEach(json.putArray("inlinePolicies")::add);
    }
}
