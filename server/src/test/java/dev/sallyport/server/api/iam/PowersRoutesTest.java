package dev.sallyport.server.api.iam;

import static dev.sallyport.server.api.iam.IamRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.aws.ServiceModel;
import dev.sallyport.server.api.ServiceModels;
import dev.sallyport.server.api.iam.model.AttachRolePolicyRequest;
import dev.sallyport.server.api.iam.model.AttachUserPolicyRequest;
import dev.sallyport.server.api.iam.model.AttachedPolicy;
import dev.sallyport.server.api.iam.model.CreateAccountAliasRequest;
import dev.sallyport.server.api.iam.model.CreatePolicyRequest;
import dev.sallyport.server.api.iam.model.CreateRoleRequest;
import dev.sallyport.server.api.iam.model.CreateServiceLinkedRoleRequest;
import dev.sallyport.server.api.iam.model.DeleteServiceLinkedRoleRequest;
import dev.sallyport.server.api.iam.model.GetAccountAuthorizationDetailsRequest;
import dev.sallyport.server.api.iam.model.GetAccountSummaryRequest;
import dev.sallyport.server.api.iam.model.GetPolicyVersionRequest;
import dev.sallyport.server.api.iam.model.GetRoleRequest;
import dev.sallyport.server.api.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import dev.sallyport.server.api.iam.model.GetUserPolicyRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListAccountAliasesRequest;
import dev.sallyport.server.api.iam.model.ListAttachedRolePoliciesRequest;
import dev.sallyport.server.api.iam.model.ListEntitiesForPolicyRequest;
import dev.sallyport.server.api.iam.model.ListPoliciesRequest;
import dev.sallyport.server.api.iam.model.Policy;
import dev.sallyport.server.api.iam.model.PutUserPermissionsBoundaryRequest;
import dev.sallyport.server.api.iam.model.PutUserPolicyRequest;
import dev.sallyport.server.api.iam.model.Role;
import dev.sallyport.server.api.iam.model.RoleDetail;
import dev.sallyport.server.api.iam.model.UserDetail;
import dev.sallyport.server.identity.directory.People;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PowersRoutesTest {
    private static final String CORE = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ssm.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final IamRig rig = new IamRig();

    private Role makeRole(String name) {
        return rig.call(
                        Iam.CREATE_ROLE,
                        CreateRoleRequest.builder()
                                .roleName(name)
                                .assumeRolePolicyDocument(TRUST)
                                .build())
                .role();
    }

    private Policy makePolicy(String name) {
        return rig.call(
                        Iam.CREATE_POLICY,
                        CreatePolicyRequest.builder()
                                .policyName(name)
                                .policyDocument(People.ALLOW_ALL)
                                .build())
                .policy()
                .orElseThrow();
    }

    @Test
    void bindsEveryOperationOfTheModel() {
        ServiceModel iam =
                ServiceModels.load().stream()
                        .filter(model -> model.signingName().equals("iam"))
                        .findFirst()
                        .orElseThrow();

        assertThat(iam.operations()).hasSize(136);
        assertThat(iam.operations())
                .allSatisfy(it -> assertThat(rig.counter.serves("iam", it.name())).isTrue());
    }

    @Test
    void answersARoleAsRecordedFromAws() {
        Role made = makeRole("SSMRole");

        assertThat(made.maxSessionDuration()).isEmpty();
        assertThat(made.roleLastUsed()).isEmpty();
        assertThat(made.assumeRolePolicyDocument().orElseThrow())
                .startsWith("%7B%22Version%22%3A%222012-10-17%22%2C")
                .doesNotContain("\"");

        Role role = rig.call(Iam.GET_ROLE, new GetRoleRequest("SSMRole")).role();
        assertThat(role.maxSessionDuration()).contains(3600);
        assertThat(role.roleLastUsed().orElseThrow().lastUsedDate()).isEmpty();
    }

    @Test
    void encodesDocumentsAsRfc3986() {
        assertThat(Views.encoded("{\"a b\":\"*~%3A/é\"}"))
                .isEqualTo("%7B%22a%20b%22%3A%22%2A~%253A%2F%C3%A9%22%7D");
    }

    @Test
    void attachesWhatAwsShips() {
        makeRole("SSMRole");

        rig.call(Iam.ATTACH_ROLE_POLICY, new AttachRolePolicyRequest("SSMRole", CORE));

        assertThat(
                        rig.call(
                                        Iam.LIST_ATTACHED_ROLE_POLICIES,
                                        ListAttachedRolePoliciesRequest.builder()
                                                .roleName("SSMRole")
                                                .build())
                                .attachedPolicies())
                .extracting(AttachedPolicy::policyArn)
                .containsExactly(Optional.of(CORE));
        assertThat(
                        rig.resources(
                                Iam.ATTACH_ROLE_POLICY,
                                new AttachRolePolicyRequest("SSMRole", CORE)))
                .containsExactly("arn:aws:iam::111122223333:role/SSMRole");
    }

    @Test
    void listsPoliciesByScope() {
        Policy walls = makePolicy("Walls");

        assertThat(policies(ListPoliciesRequest.builder().scope("Local").build()))
                .extracting(Policy::arn)
                .containsExactly(walls.arn());
        assertThat(policies(ListPoliciesRequest.builder().scope("AWS").build()))
                .hasSizeGreaterThan(10)
                .allSatisfy(policy ->
                        assertThat(policy.arn().orElseThrow())
                                .startsWith("arn:aws:iam::aws:policy/"));
        assertThat(policies(ListPoliciesRequest.builder().onlyAttached(true).build())).isEmpty();
    }

    private List<Policy> policies(ListPoliciesRequest input) {
        return rig.call(Iam.LIST_POLICIES, input).policies();
    }

    @Test
    void tellsWhoUsesAPolicyAndForWhat() {
        String arn = makePolicy("Walls").arn().orElseThrow();
        rig.office.user("alice");
        rig.office.user("bob");
        rig.call(Iam.ATTACH_USER_POLICY, new AttachUserPolicyRequest("alice", arn));
        rig.call(
                Iam.PUT_USER_PERMISSIONS_BOUNDARY,
                new PutUserPermissionsBoundaryRequest("bob", arn));

        assertThat(users(arn, "PermissionsPolicy")).containsExactly("alice");
        assertThat(users(arn, "PermissionsBoundary")).containsExactly("bob");
    }

    private List<String> users(String arn, String usage) {
        return rig
                .call(
                        Iam.LIST_ENTITIES_FOR_POLICY,
                        ListEntitiesForPolicyRequest.builder()
                                .policyArn(arn)
                                .policyUsageFilter(usage)
                                .build())
                .policyUsers()
                .stream()
                .map(user -> user.userName().orElseThrow())
                .toList();
    }

    @Test
    void givesBackInlinePoliciesEncoded() {
        rig.office.user("alice");
        rig.call(Iam.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "p", "{\"a\":1}"));

        assertThat(
                        rig.call(Iam.GET_USER_POLICY, new GetUserPolicyRequest("alice", "p"))
                                .policyDocument())
                .isEqualTo("%7B%22a%22%3A1%7D");
        assertFault(
                "NoSuchEntity",
                "The user policy with name q cannot be found.",
                () -> rig.call(Iam.GET_USER_POLICY, new GetUserPolicyRequest("alice", "q")));
        assertFault(
                "MalformedPolicyDocument",
                "no policy",
                () ->
                        rig.call(
                                Iam.PUT_USER_POLICY,
                                new PutUserPolicyRequest("alice", "p", "nonsense")));
    }

    @Test
    void showsTheTextOfAVersion() {
        var version =
                rig.call(Iam.GET_POLICY_VERSION, new GetPolicyVersionRequest(CORE, "v1"))
                        .policyVersion()
                        .orElseThrow();

        assertThat(version.isDefaultVersion()).contains(true);
        assertThat(version.document().orElseThrow()).contains("ssm%3AUpdateInstanceInformation");
    }

    @Test
    void makesAndDeletesTheRoleOfAService() {
        rig.call(
                Iam.CREATE_SERVICE_LINKED_ROLE,
                CreateServiceLinkedRoleRequest.builder()
                        .awsServiceName("ssm.amazonaws.com")
                        .build());
        String task =
                rig.call(
                                Iam.DELETE_SERVICE_LINKED_ROLE,
                                new DeleteServiceLinkedRoleRequest("AWSServiceRoleForAmazonSSM"))
                        .deletionTaskId();

        assertThat(task)
                .isEqualTo(
                        "task/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM/request");
        assertThat(
                        rig.call(
                                        Iam.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                                        new GetServiceLinkedRoleDeletionStatusRequest(task))
                                .status())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void sumsTheAccountUp() {
        rig.office.user("alice");
        rig.call(Iam.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasRequest("acme"));

        assertThat(rig.call(Iam.GET_ACCOUNT_SUMMARY, new GetAccountSummaryRequest()).summaryMap())
                .containsEntry("Users", 2)
                .containsEntry("MFADevicesInUse", 0)
                .containsEntry("AccountMFAEnabled", 0)
                .containsEntry("AccessKeysPerUserQuota", 2);
        assertThat(
                        rig.call(
                                        Iam.LIST_ACCOUNT_ALIASES,
                                        ListAccountAliasesRequest.builder().build())
                                .accountAliases())
                .containsExactly("acme");
    }

    @Test
    void listsEverybodyWithEverything() {
        makeRole("SSMRole");
        rig.call(Iam.ATTACH_ROLE_POLICY, new AttachRolePolicyRequest("SSMRole", CORE));
        rig.office.user("alice");
        rig.call(Iam.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "p", "{}"));

        var all =
                rig.call(
                        Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                        GetAccountAuthorizationDetailsRequest.builder().build());
        var roles =
                rig.call(
                        Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                        GetAccountAuthorizationDetailsRequest.builder()
                                .filter(List.of("Role"))
                                .build());

        assertThat(all.userDetailList())
                .extracting(UserDetail::userName)
                .containsExactly(Optional.of("admin"), Optional.of("alice"));
        assertThat(all.userDetailList().getLast().userPolicyList()).hasSize(1);
        assertThat(all.policies()).hasSize(1);
        assertThat(roles.userDetailList()).isEmpty();
        assertThat(roles.roleDetailList())
                .extracting(RoleDetail::roleName)
                .containsExactly(Optional.of("SSMRole"));
    }
}
