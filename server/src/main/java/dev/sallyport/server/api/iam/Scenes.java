package dev.sallyport.server.api.iam;

import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.Policy;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import dev.sallyport.server.access.Simulator.Kept;
import dev.sallyport.server.access.Simulator.Scene;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.NamedPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Sets up one simulation: reads every policy that has a part in it, under the name results call it
/// by, and remembers how they write the condition keys they ask for.
final class Scenes {
    private final Map<String, String> written = new LinkedHashMap<>();

    /// What is simulated is what the actor has, and what came with the call besides.
    Scene of(Actor actor, Imagined imagined) {
        List<CompiledPolicy> identity = identity(actor, imagined.texts().policies());
        PrincipalPolicies own = PrincipalPolicies.ofIdentity(PolicyIndex.of(identity));
        List<CompiledPolicy> boundary =
                given("PermissionsBoundaryPolicyInputList.", imagined.texts().boundaries());
        if (boundary.isEmpty()) {
            boundary = actor.boundary().map(this::stored).stream().toList();
        }
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.putAll(actor.keys());
        keys.putAll(imagined.keys());
        return new Scene(
                actor.principal(),
                boundary.isEmpty() ? own : own.withBoundary(PolicyIndex.of(boundary)),
                kept(actor, imagined),
                keys);
    }

    private List<CompiledPolicy> identity(Actor actor, List<String> texts) {
        List<CompiledPolicy> policies = new ArrayList<>();
        actor.policies().forEach(policy -> policies.add(stored(policy)));
        policies.addAll(given("PolicyInputList.", texts));
        return policies;
    }

    /// Every key these policies ask for, as they write it.
    List<String> keys(Actor actor, List<String> texts) {
        identity(actor, texts);
        return List.copyOf(written.values());
    }

    /// A key as the policies write it.
    String written(String lowerCaseKey) {
        return written.getOrDefault(lowerCaseKey, lowerCaseKey);
    }

    private Optional<Kept> kept(Actor actor, Imagined imagined) {
        return imagined.texts()
                .ofResource()
                .map(text -> {
                    CompiledPolicy policy = compiled("ResourcePolicy", ofResource(text));
                    String account =
                            imagined.owner().orElseGet(() -> owner(actor, imagined.resources()));
                    return new Kept(account, PolicyIndex.of(List.of(policy)));
                });
    }

    /// Buckets do not say whose they are.
    private static String owner(Actor actor, List<String> resources) {
        String[] parts = resources.getFirst().split(":", 6);
        return parts.length == 6 && parts[4].matches("[0-9]{12}")
                ? parts[4]
                : actor.principal().accountId();
    }

    /// A role's trust policy is one, too, and names no resource.
    private static Policy ofResource(String text) {
        return Policies.parse(text, PolicyKind.TRUST) instanceof PolicyOutcome.Parsed(Policy trust)
                ? trust
                : parsed(text, PolicyKind.RESOURCE);
    }

    private List<CompiledPolicy> given(String prefix, List<String> texts) {
        List<CompiledPolicy> policies = new ArrayList<>();
        for (String text : texts) {
            policies.add(
                    compiled(prefix + (policies.size() + 1), parsed(text, PolicyKind.IDENTITY)));
        }
        return policies;
    }

    private static Policy parsed(String text, PolicyKind kind) {
        return switch (Policies.parse(text, kind)) {
            case PolicyOutcome.Parsed(Policy policy) -> policy;
            case PolicyOutcome.Malformed malformed ->
                    throw DirectoryFault.invalidInput(malformed.message());
        };
    }

    private CompiledPolicy stored(NamedPolicy policy) {
        return switch (Policies.parse(policy.document(), PolicyKind.IDENTITY)) {
            case PolicyOutcome.Parsed(Policy parsed) -> compiled(id(policy), parsed);
            case PolicyOutcome.Malformed _ ->
                    throw new ServiceFault(
                            "PolicyEvaluation", "Policy " + policy.name() + " cannot be read.");
        };
    }

    /// A managed policy by its name; one that sticks to somebody by that, too.
    private static String id(NamedPolicy policy) {
        if (policy.arn().isPresent()) {
            return policy.name();
        }
        String owner = policy.owner();
        String kind = owner.substring(owner.lastIndexOf(':') + 1, owner.indexOf('/'));
        String name = owner.substring(owner.lastIndexOf('/') + 1);
        return kind + "_" + name + "_" + policy.name();
    }

    private CompiledPolicy compiled(String id, Policy policy) {
        policy.contextKeys().forEach(key -> written.putIfAbsent(key.toLowerCase(Locale.ROOT), key));
        return CompiledPolicy.compile(id, policy);
    }
}
