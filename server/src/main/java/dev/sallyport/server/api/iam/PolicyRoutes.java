package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.CreatePolicyRequest;
import dev.sallyport.server.api.iam.model.CreatePolicyResponse;
import dev.sallyport.server.api.iam.model.DeletePolicyRequest;
import dev.sallyport.server.api.iam.model.DeletePolicyResponse;
import dev.sallyport.server.api.iam.model.GetPolicyRequest;
import dev.sallyport.server.api.iam.model.GetPolicyResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListPoliciesRequest;
import dev.sallyport.server.api.iam.model.ListPoliciesResponse;
import dev.sallyport.server.api.iam.model.ListPolicyTagsRequest;
import dev.sallyport.server.api.iam.model.ListPolicyTagsResponse;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.TagPolicyRequest;
import dev.sallyport.server.api.iam.model.TagPolicyResponse;
import dev.sallyport.server.api.iam.model.UntagPolicyRequest;
import dev.sallyport.server.api.iam.model.UntagPolicyResponse;
import dev.sallyport.server.identity.care.ManagedPolicies;
import dev.sallyport.server.identity.directory.AwsPolicies;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.Roster;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Managed policies and their tags.
public final class PolicyRoutes {
    private final Arns arns;
    private final Pages pages;
    private final ManagedPolicies policies;

    public PolicyRoutes(Directory directory, ManagedPolicies policies, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.policies = policies;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_POLICY,
                        it -> arns.fresh("policy", it.path(), it.policyName()),
                        this::create)
                .on(Iam.GET_POLICY, GetPolicyRequest::policyArn, this::get)
                .on(Iam.DELETE_POLICY, DeletePolicyRequest::policyArn, this::delete)
                .on(Iam.LIST_POLICIES, it -> arns.all("policy", it.pathPrefix()), this::list)
                .on(Iam.TAG_POLICY, TagPolicyRequest::policyArn, this::tag)
                .on(Iam.UNTAG_POLICY, UntagPolicyRequest::policyArn, this::untag)
                .on(Iam.LIST_POLICY_TAGS, ListPolicyTagsRequest::policyArn, this::listTags);
    }

    private CreatePolicyResponse create(Call call, CreatePolicyRequest input) {
        ManagedPolicy policy =
                policies.create(
                        input.policyName(),
                        input.path(),
                        input.policyDocument(),
                        input.description().orElse(""),
                        Views.tags(input.tags()));
        return CreatePolicyResponse.builder()
                .policy(Views.of(arns.roster()).policy(policy))
                .build();
    }

    private GetPolicyResponse get(Call call, GetPolicyRequest input) {
        ManagedPolicy policy = policies.find(input.policyArn());
        return GetPolicyResponse.builder().policy(Views.of(arns.roster()).policy(policy)).build();
    }

    private DeletePolicyResponse delete(Call call, DeletePolicyRequest input) {
        policies.delete(input.policyArn());
        return new DeletePolicyResponse();
    }

    private ListPoliciesResponse list(Call call, ListPoliciesRequest input) {
        Roster roster = arns.roster();
        List<ManagedPolicy> all =
                Stream.concat(AwsPolicies.all().stream(), roster.policies().list().stream())
                        .filter(scope(input.scope().orElse("All")))
                        .filter(it -> it.path().startsWith(input.pathPrefix().orElse("/")))
                        .filter(used(roster, input))
                        .sorted(Comparator.comparing(PolicyRoutes::key))
                        .toList();
        Pages.Page<ManagedPolicy> page =
                pages.cut(
                        new Pages.Asked(call, Iam.LIST_POLICIES, input.toMap(), input.maxItems()),
                        all,
                        PolicyRoutes::key);
        return ListPoliciesResponse.builder()
                .policies(page.items().stream().map(Views.of(roster)::listed).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    // AWS and the account may each have a policy of one name.
    private static String key(ManagedPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT) + (policy.isShipped() ? " 0" : " 1");
    }

    private static Predicate<ManagedPolicy> scope(String scope) {
        return switch (scope) {
            case "AWS" -> ManagedPolicy::isShipped;
            case "Local" -> policy -> !policy.isShipped();
            default -> _ -> true;
        };
    }

    private static Predicate<ManagedPolicy> used(Roster roster, ListPoliciesRequest input) {
        boolean onlyAttached = input.onlyAttached().orElse(false);
        String usage = input.policyUsageFilter().orElse("");
        return policy -> {
            boolean attached = !ManagedPolicies.attachedTo(roster, policy.arn()).isEmpty();
            boolean bounds = !ManagedPolicies.bounds(roster, policy.arn()).isEmpty();
            return switch (usage) {
                case "PermissionsPolicy" -> attached;
                case "PermissionsBoundary" -> bounds;
                default -> !onlyAttached || attached || bounds;
            };
        };
    }

    private TagPolicyResponse tag(Call call, TagPolicyRequest input) {
        policies.tag(input.policyArn(), Views.tags(input.tags()));
        return new TagPolicyResponse();
    }

    private UntagPolicyResponse untag(Call call, UntagPolicyRequest input) {
        policies.untag(input.policyArn(), input.tagKeys());
        return new UntagPolicyResponse();
    }

    private ListPolicyTagsResponse listTags(Call call, ListPolicyTagsRequest input) {
        Pages.Page<Tag> page =
                pages.cut(
                        new Pages.Asked(
                                call, Iam.LIST_POLICY_TAGS, input.toMap(), input.maxItems()),
                        Views.tags(policies.find(input.policyArn()).tags()),
                        Tag::key);
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
