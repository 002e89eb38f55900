package dev.sallyport.cli.account;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.judge.Who;
import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes an account of the server's answers.
public final class AccountReader {
    private final List<Xml> pages;
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, Optional<CompiledPolicy>> managed = new HashMap<>();
    private final Map<String, List<Optional<CompiledPolicy>>> ofGroups = new HashMap<>();

    private AccountReader(List<Xml> pages) {
        this.pages = pages;
    }

    /// Asks the server for everything about everybody.
    public static Account read(Api api) {
        return new AccountReader(api.iamPages("GetAccountAuthorizationDetails", Map.of()))
                .account();
    }

    private Account account() {
        members("Policies").forEach(policy -> managed.put(policy.field("Arn"), standard(policy)));
        members("GroupDetailList")
                .forEach(group -> {
                    String name = group.field("GroupName");
                    ofGroups.put(name, own(group, "GroupPolicyList", " (group " + name + ")"));
                });
        List<Member> members = new ArrayList<>();
        members("UserDetailList").forEach(user -> members.add(user(user)));
        Map<String, CompiledPolicy> trust = new HashMap<>();
        members("RoleDetailList")
                .forEach(role -> {
                    members.add(role(role));
                    String name = "trust of " + role.field("RoleName");
                    compile(name, role.field("AssumeRolePolicyDocument"), PolicyKind.TRUST)
                            .ifPresent(policy -> trust.put(role.field("Arn"), policy));
                });
        return new Account(members, trust, unreadable);
    }

    private List<Xml> members(String list) {
        return pages.stream().flatMap(page -> page.members(list).stream()).toList();
    }

    private Optional<CompiledPolicy> standard(Xml policy) {
        return policy.members("PolicyVersionList").stream()
                .filter(version -> version.field("IsDefaultVersion").equals("true"))
                .findFirst()
                .flatMap(version ->
                        compile(
                                policy.field("PolicyName"),
                                version.field("Document"),
                                PolicyKind.IDENTITY));
    }

    private Member user(Xml user) {
        List<Optional<CompiledPolicy>> policies = new ArrayList<>(own(user, "UserPolicyList", ""));
        List<String> groups =
                user.members("GroupList").stream().map(it -> it.text().strip()).toList();
        groups.forEach(
                group -> policies.addAll(ofGroups.getOrDefault(group, List.of(Optional.empty()))));
        String arn = user.field("Arn");
        Principal principal = new Principal.User(account(arn), arn, user.field("UserId"));
        return new Member(
                new Who(user.field("UserName"), principal, tags(user), powers(user, policies)),
                arn,
                groups);
    }

    private Member role(Xml role) {
        String arn = role.field("Arn");
        String name = role.field("RoleName");
        Principal principal =
                new Principal.RoleSession(
                        account(arn),
                        "arn:aws:sts::" + account(arn) + ":assumed-role/" + name + "/session",
                        arn,
                        role.field("RoleId"));
        PrincipalPolicies powers = powers(role, own(role, "RolePolicyList", ""));
        return new Member(new Who(name, principal, tags(role), powers), arn, List.of());
    }

    private static String account(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length > 4 ? parts[4] : "";
    }

    private static Map<String, String> tags(Xml entity) {
        Map<String, String> tags = new HashMap<>();
        entity.members("Tags").forEach(tag -> tags.put(tag.field("Key"), tag.field("Value")));
        return tags;
    }

    /// Inline and attached policies of a user, group or role.
    private List<Optional<CompiledPolicy>> own(Xml entity, String inline, String mark) {
        Stream<Optional<CompiledPolicy>> written =
                entity.members(inline).stream()
                        .map(policy ->
                                compile(
                                        policy.field("PolicyName") + mark,
                                        policy.field("PolicyDocument"),
                                        PolicyKind.IDENTITY));
        Stream<Optional<CompiledPolicy>> attached =
                entity.members("AttachedManagedPolicies").stream()
                        .map(policy -> managed(policy.field("PolicyArn"), mark));
        return Stream.concat(written, attached).toList();
    }

    private Optional<CompiledPolicy> managed(String arn, String mark) {
        Optional<CompiledPolicy> known = managed.getOrDefault(arn, Optional.empty());
        if (known.isEmpty()) {
            unreadable.add(arn);
        }
        return known.map(policy -> policy.named(policy.name() + mark));
    }

    private PrincipalPolicies powers(Xml entity, List<Optional<CompiledPolicy>> policies) {
        if (policies.stream().anyMatch(Optional::isEmpty)) {
            return PrincipalPolicies.NONE;
        }
        PrincipalPolicies own =
                PrincipalPolicies.ofIdentity(
                        PolicyIndex.of(policies.stream().flatMap(Optional::stream).toList()));
        String boundary =
                entity.child("PermissionsBoundary")
                        .map(it -> it.field("PermissionsBoundaryArn"))
                        .orElse("");
        return boundary.isEmpty()
                ? own
                : own.withBoundary(
                        managed(boundary, " (boundary)")
                                .map(policy -> PolicyIndex.of(List.of(policy)))
                                .orElse(PolicyIndex.NONE));
    }

    private Optional<CompiledPolicy> compile(String name, String encoded, PolicyKind kind) {
        return switch (Policies.parse(decoded(encoded), kind)) {
            case PolicyOutcome.Parsed(var policy) ->
                    Optional.of(CompiledPolicy.compile(name, policy));
            case PolicyOutcome.Malformed malformed -> {
                unreadable.add(name + ": " + malformed.message());
                yield Optional.empty();
            }
        };
    }

    /// A policy's text: as AWS, the server percent-encodes policies. A plus is a plus there.
    public static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return encoded;
        }
    }
}
