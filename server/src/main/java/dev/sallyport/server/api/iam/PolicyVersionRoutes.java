package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.CreatePolicyVersionRequest;
import dev.sallyport.server.api.iam.model.CreatePolicyVersionResponse;
import dev.sallyport.server.api.iam.model.DeletePolicyVersionRequest;
import dev.sallyport.server.api.iam.model.DeletePolicyVersionResponse;
import dev.sallyport.server.api.iam.model.GetPolicyVersionRequest;
import dev.sallyport.server.api.iam.model.GetPolicyVersionResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListEntitiesForPolicyRequest;
import dev.sallyport.server.api.iam.model.ListEntitiesForPolicyResponse;
import dev.sallyport.server.api.iam.model.ListPolicyVersionsRequest;
import dev.sallyport.server.api.iam.model.ListPolicyVersionsResponse;
import dev.sallyport.server.api.iam.model.PolicyGroup;
import dev.sallyport.server.api.iam.model.PolicyRole;
import dev.sallyport.server.api.iam.model.PolicyUser;
import dev.sallyport.server.api.iam.model.SetDefaultPolicyVersionRequest;
import dev.sallyport.server.api.iam.model.SetDefaultPolicyVersionResponse;
import dev.sallyport.server.identity.care.ManagedPolicies;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grantee;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Versions of managed policies, and who uses a policy.
public final class PolicyVersionRoutes {
    private final Arns arns;
    private final Pages pages;
    private final ManagedPolicies policies;

    public PolicyVersionRoutes(Directory directory, ManagedPolicies policies, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.policies = policies;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(Iam.CREATE_POLICY_VERSION, CreatePolicyVersionRequest::policyArn, this::create)
                .on(Iam.GET_POLICY_VERSION, GetPolicyVersionRequest::policyArn, this::get)
                .on(Iam.DELETE_POLICY_VERSION, DeletePolicyVersionRequest::policyArn, this::delete)
                .on(
                        Iam.SET_DEFAULT_POLICY_VERSION,
                        SetDefaultPolicyVersionRequest::policyArn,
                        this::setDefault)
                .on(Iam.LIST_POLICY_VERSIONS, ListPolicyVersionsRequest::policyArn, this::list)
                .on(
                        Iam.LIST_ENTITIES_FOR_POLICY,
                        ListEntitiesForPolicyRequest::policyArn,
                        this::listUsers);
    }

    private CreatePolicyVersionResponse create(Call call, CreatePolicyVersionRequest input) {
        ManagedPolicy.Version version =
                policies.addVersion(
                        input.policyArn(),
                        input.policyDocument(),
                        input.setAsDefault().orElse(false));
        return CreatePolicyVersionResponse.builder()
                .policyVersion(Views.listed(policies.find(input.policyArn()), version))
                .build();
    }

    private GetPolicyVersionResponse get(Call call, GetPolicyVersionRequest input) {
        ManagedPolicy policy = policies.find(input.policyArn());
        ManagedPolicy.Version version = policies.version(input.policyArn(), input.versionId());
        return GetPolicyVersionResponse.builder()
                .policyVersion(Views.version(policy, version))
                .build();
    }

    private DeletePolicyVersionResponse delete(Call call, DeletePolicyVersionRequest input) {
        policies.deleteVersion(input.policyArn(), input.versionId());
        return new DeletePolicyVersionResponse();
    }

    private SetDefaultPolicyVersionResponse setDefault(
            Call call, SetDefaultPolicyVersionRequest input) {
        policies.setDefault(input.policyArn(), input.versionId());
        return new SetDefaultPolicyVersionResponse();
    }

    private ListPolicyVersionsResponse list(Call call, ListPolicyVersionsRequest input) {
        ManagedPolicy policy = policies.find(input.policyArn());
        // At most five: the newest first, as AWS lists them.
        return ListPolicyVersionsResponse.builder()
                .versions(
                        policy.versions().all().reversed().stream()
                                .map(version -> Views.listed(policy, version))
                                .toList())
                .isTruncated(false)
                .build();
    }

    private ListEntitiesForPolicyResponse listUsers(Call call, ListEntitiesForPolicyRequest input) {
        String arn = policies.find(input.policyArn()).arn();
        List<Grantee> all =
                uses(arn, input.policyUsageFilter().orElse("PermissionsPolicy")).stream()
                        .filter(it -> it.path().startsWith(input.pathPrefix().orElse("/")))
                        .filter(it -> wanted(it, input.entityFilter().orElse("")))
                        .sorted(Comparator.comparing(PolicyVersionRoutes::key))
                        .toList();
        Pages.Page<Grantee> page =
                pages.cut(
                        new Pages.Asked(
                                call,
                                Iam.LIST_ENTITIES_FOR_POLICY,
                                input.toMap(),
                                input.maxItems()),
                        all,
                        PolicyVersionRoutes::key);
        return reply(page);
    }

    private List<Grantee> uses(String arn, String usage) {
        return usage.equals("PermissionsBoundary")
                ? ManagedPolicies.bounds(arns.roster(), arn)
                : ManagedPolicies.attachedTo(arns.roster(), arn);
    }

    private static String key(Grantee who) {
        return who.id().substring(0, 4).toLowerCase(Locale.ROOT)
                + who.name().toLowerCase(Locale.ROOT);
    }

    private static boolean wanted(Grantee who, String filter) {
        return switch (filter) {
            case "User" -> who instanceof User;
            case "Group" -> who instanceof Group;
            case "Role" -> who instanceof Role;
            case "LocalManagedPolicy", "AWSManagedPolicy" -> false;
            default -> true;
        };
    }

    private static ListEntitiesForPolicyResponse reply(Pages.Page<Grantee> page) {
        List<PolicyUser> users = new ArrayList<>();
        List<PolicyGroup> groups = new ArrayList<>();
        List<PolicyRole> roles = new ArrayList<>();
        for (Grantee who : page.items()) {
            Optional<String> name = Optional.of(who.name());
            Optional<String> id = Optional.of(who.id());
            switch (who) {
                case User _ -> users.add(new PolicyUser(name, id));
                case Group _ -> groups.add(new PolicyGroup(name, id));
                case Role _ -> roles.add(new PolicyRole(name, id));
            }
        }
        return ListEntitiesForPolicyResponse.builder()
                .policyUsers(users)
                .policyGroups(groups)
                .policyRoles(roles)
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
