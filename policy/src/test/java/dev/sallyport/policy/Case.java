package dev.sallyport.policy;

import dev.sallyport.policy.language.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One row of a case table.
record Case(
        String id,
        String policies,
        String who,
        String action,
        String resources,
        String keys,
        String expected) {
    static List<Case> table(String path) {
        List<Case> cases = new ArrayList<>();
        for (String line : Written.resource(path).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\\|", -1);
            if (cells.length != 7) {
                throw new IllegalArgumentException(line);
            }
            cases.add(
                    new Case(
                            cells[0].strip(),
                            cells[1].strip(),
                            cells[2].strip(),
                            cells[3].strip(),
                            cells[4].strip(),
                            cells[5].strip(),
                            cells[6].strip()));
        }
        return cases;
    }

    /// `allow`, or `explicit:LAYER` or `implicit:LAYER`.
    String answer() {
        Decision decision =
                new Scene(who, keys).decide(principalPolicies(), resource(), action, resources);
        return switch (decision) {
            case Decision.Allowed _ -> "allow";
            case Decision.ExplicitDeny(Layer by) -> "explicit:" + by;
            case Decision.ImplicitDeny(Layer lacking) -> "implicit:" + lacking;
        };
    }

    private List<String> layer(String letter) {
        return List.of(policies.split(" && ", -1)).stream()
                .filter(text -> text.startsWith(letter + "="))
                .map(text -> text.substring(2))
                .toList();
    }

    private Optional<PolicyIndex> limit(String letter) {
        List<String> written = layer(letter);
        return written.isEmpty() ? Optional.empty() : Optional.of(Written.index(written));
    }

    private PrincipalPolicies principalPolicies() {
        return new PrincipalPolicies(
                Written.index(layer("i")),
                limit("b"),
                limit("s"),
                layer("g").stream().map(level -> Written.index(List.of(level))).toList());
    }

    private Optional<ResourcePolicy> resource() {
        List<String> keyPolicies = layer("k");
        List<String> bucket = layer("r");
        List<String> trust = layer("t");
        if (!keyPolicies.isEmpty()) {
            return Optional.of(
                    ResourcePolicy.ofKey(
                            Scene.ACCOUNT,
                            keyPolicies.stream()
                                    .map(text -> Written.compiled(text, PolicyKind.RESOURCE))
                                    .toList()));
        }
        if (!bucket.isEmpty()) {
            // The bucket of the case tables belongs to the account that keeps the logs, unless the
            // row says it is ours.
            boolean ours = id.contains("same account");
            return Optional.of(
                    ResourcePolicy.ofBucket(
                            ours ? Scene.ACCOUNT : "999988887777",
                            Written.compiled(bucket.getFirst(), PolicyKind.RESOURCE)));
        }
        return trust.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ResourcePolicy.ofRole(
                                Scene.ACCOUNT,
                                Written.compiled(trust.getFirst(), PolicyKind.TRUST)));
    }
}
