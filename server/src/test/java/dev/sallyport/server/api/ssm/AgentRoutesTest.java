package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.api.NodeRig.NOON;
import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.NotAllowed;
import dev.sallyport.server.api.ssm.model.CreateActivationRequest;
import dev.sallyport.server.api.ssm.model.DeleteActivationRequest;
import dev.sallyport.server.api.ssm.model.DeregisterManagedInstanceRequest;
import dev.sallyport.server.api.ssm.model.DescribeActivationsFilter;
import dev.sallyport.server.api.ssm.model.DescribeActivationsRequest;
import dev.sallyport.server.api.ssm.model.GetParametersRequest;
import dev.sallyport.server.api.ssm.model.ListInstanceAssociationsRequest;
import dev.sallyport.server.api.ssm.model.RegisterManagedInstanceRequest;
import dev.sallyport.server.api.ssm.model.RequestManagedInstanceRoleTokenRequest;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.Tag;
import dev.sallyport.server.api.ssm.model.UpdateInstanceInformationRequest;
import dev.sallyport.server.api.ssm.model.UpdateManagedInstancePublicKeyRequest;
import dev.sallyport.server.fleet.Keys;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.CredentialOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRoutesTest {
    private static final Caller NOBODY = new Caller.Anonymous(Counter.ACME);

    private final NodeRig rig = new NodeRig();
    private final NodeId web = rig.join(Keys.first(), "web", Map.of());
    private final NodeId mail = rig.join(Keys.second(), "mail", Map.of());

    private RegisterManagedInstanceRequest registration(String code, String id) {
        return new RegisterManagedInstanceRequest(code, id, "finger", Keys.third(), "Rsa");
    }

    @Test
    void letsAMachineJoinByTheActivationAnOperatorMade() {
        var activation =
                rig.counter.call(
                        ADMIN,
                        Ssm.CREATE_ACTIVATION,
                        CreateActivationRequest.builder()
                                .iamRole("service-role/Nodes")
                                .defaultInstanceName("db")
                                .tags(List.of(new Tag("team", "a")))
                                .build());
        String id = activation.activationId().orElseThrow();

        var joined =
                rig.counter.call(
                        NOBODY,
                        Ssm.REGISTER_MANAGED_INSTANCE,
                        registration(activation.activationCode().orElseThrow(), id));

        NodeId node = new NodeId(joined.instanceId());
        assertThat(rig.fleet.find(node).orElseThrow().tags())
                .isEqualTo(Map.of("team", "a", "Name", "db"));
        var shown = activation(id);
        assertThat(shown.registrationsCount()).contains(1);
        assertThat(shown.registrationLimit()).contains(1);
        assertThat(shown.expired()).contains(false);
        assertThat(shown.createdDate()).contains(NOON);
        assertThat(shown.expirationDate()).contains(NOON.plus(Duration.ofHours(24)));
        assertThat(shown.iamRole()).contains("service-role/Nodes");
        assertThat(shown.tags()).containsExactly(new Tag("team", "a"));
    }

    private dev.sallyport.server.api.ssm.model.Activation activation(String id) {
        var filter =
                DescribeActivationsFilter.builder()
                        .filterKey("ActivationIds")
                        .filterValues(List.of(id))
                        .build();
        return rig.counter
                .call(
                        ADMIN,
                        Ssm.DESCRIBE_ACTIVATIONS,
                        DescribeActivationsRequest.builder().filters(List.of(filter)).build())
                .activationList()
                .getFirst();
    }

    @Test
    void refusesAWrongCode() {
        assertFault(
                "InvalidActivation",
                () ->
                        rig.counter.call(
                                NOBODY,
                                Ssm.REGISTER_MANAGED_INSTANCE,
                                registration(
                                        "ACTIVATIONCODE123456",
                                        "11111111-2222-4333-8444-555555555555")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "arn:aws:iam::111122223333:role/Nodes", "x y"})
    void makesNoActivationForWhatIsNoRoleName(String role) {
        assertFault(
                "InvalidParameters",
                () ->
                        rig.counter.call(
                                ADMIN,
                                Ssm.CREATE_ACTIVATION,
                                CreateActivationRequest.builder().iamRole(role).build()));
    }

    @Test
    void makesNoActivationWithARoleTheCallerMayNotHandOut() {
        int before = activations();
        rig.passings.allowed = false;

        assertThatThrownBy(() ->
                        rig.counter.call(
                                ADMIN,
                                Ssm.CREATE_ACTIVATION,
                                CreateActivationRequest.builder().iamRole("Nodes").build()))
                .isInstanceOf(NotAllowed.class);
        assertThat(rig.passings.asked.getLast().aim().resources())
                .containsExactly("arn:aws:iam::111122223333:role/Nodes");
        assertThat(rig.passings.asked.getLast().aim().keys())
                .containsEntry("iam:passedtoservice", List.of("ssm.amazonaws.com"));
        assertThat(activations()).isEqualTo(before);
    }

    private int activations() {
        return rig.counter
                .call(ADMIN, Ssm.DESCRIBE_ACTIVATIONS, DescribeActivationsRequest.builder().build())
                .activationList()
                .size();
    }

    @Test
    void makesNoActivationThatIsOverAlready() {
        assertFault(
                "InvalidParameters",
                () ->
                        rig.counter.call(
                                ADMIN,
                                Ssm.CREATE_ACTIVATION,
                                CreateActivationRequest.builder()
                                        .iamRole("Nodes")
                                        .expirationDate(NOON.minusSeconds(1))
                                        .build()));
    }

    @Test
    void givesNoReservedTagsToNodesToBe() {
        assertFault(
                "ValidationException",
                () ->
                        rig.counter.call(
                                ADMIN,
                                Ssm.CREATE_ACTIVATION,
                                CreateActivationRequest.builder()
                                        .iamRole("Nodes")
                                        .tags(List.of(new Tag("aws:team", "a")))
                                        .build()));
    }

    @Test
    void deletesAnActivationOnce() {
        var activation =
                rig.counter.call(
                        ADMIN,
                        Ssm.CREATE_ACTIVATION,
                        CreateActivationRequest.builder().iamRole("Nodes").build());
        var request = new DeleteActivationRequest(activation.activationId().orElseThrow());

        rig.counter.call(ADMIN, Ssm.DELETE_ACTIVATION, request);

        assertFault(
                "InvalidActivation", () -> rig.counter.call(ADMIN, Ssm.DELETE_ACTIVATION, request));
    }

    @Test
    void givesANodeRoleCredentialsForItsKeyAndFingerprint() {
        var response =
                rig.counter.call(
                        NodeRig.key(web),
                        Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                        new RequestManagedInstanceRoleTokenRequest("finger"));

        assertThat(response.accessKeyId()).startsWith("ASIA");
        assertThat(response.secretAccessKey()).hasSize(40);
        assertThat(response.sessionToken()).isNotEmpty();
        assertThat(response.tokenExpirationDate()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(response.toMap()).hasSize(5);
    }

    @Test
    void givesNoCredentialsToAnotherMachineWithTheKey() {
        assertFault(
                "MachineFingerprintDoesNotMatch",
                () ->
                        rig.counter.call(
                                NodeRig.key(web),
                                Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                                new RequestManagedInstanceRoleTokenRequest("thumb")));
    }

    @Test
    void givesNoCredentialsForCredentials() {
        assertThat(rig.counter.authentication(Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN))
                .isEqualTo(Authentication.NODE_KEY);
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(web),
                                Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                                new RequestManagedInstanceRoleTokenRequest("finger")));
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                ADMIN,
                                Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                                new RequestManagedInstanceRoleTokenRequest("finger")));
    }

    @Test
    void changesTheKeyOfTheNodeThatSigned() {
        rig.counter.call(
                NodeRig.key(web),
                Ssm.UPDATE_MANAGED_INSTANCE_PUBLIC_KEY,
                new UpdateManagedInstancePublicKeyRequest(Keys.third(), "Rsa"));

        assertThat(rig.fleet.publicKey(web)).contains(Keys.parse(Keys.third()));
        assertThat(rig.fleet.publicKey(mail)).contains(Keys.parse(Keys.second()));
        assertFault(
                "InvalidPublicKey",
                () ->
                        rig.counter.call(
                                NodeRig.key(web),
                                Ssm.UPDATE_MANAGED_INSTANCE_PUBLIC_KEY,
                                new UpdateManagedInstancePublicKeyRequest("AAAA", "Rsa")));
    }

    @Test
    void takesReportsFromANodeAboutItselfOnly() {
        rig.setNow(NOON.plusSeconds(300));
        var report =
                UpdateInstanceInformationRequest.builder()
                        .instanceId(web.value())
                        .agentName("amazon-ssm-agent")
                        .agentVersion("3.3.0.0")
                        .computerName("vm\u001b[2J")
                        .ipAddress("10.99.0.2")
                        .build();

        rig.counter.call(NodeRig.role(web), Ssm.UPDATE_INSTANCE_INFORMATION, report);

        var node = rig.fleet.find(web).orElseThrow();
        assertThat(node.report().computerName()).isEqualTo("vm?[2J");
        assertThat(rig.presence.lastPing(node)).isEqualTo(NOON.plusSeconds(300));
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(mail), Ssm.UPDATE_INSTANCE_INFORMATION, report));
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(web),
                                Ssm.UPDATE_INSTANCE_INFORMATION,
                                UpdateInstanceInformationRequest.builder()
                                        .instanceId("eks_c:cluster_0123456789abcdef0")
                                        .build()));
    }

    @Test
    void refusesTheTokenOfADeregisteredNodeAtOnce() {
        var issued =
                rig.counter.call(
                        NodeRig.key(web),
                        Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                        new RequestManagedInstanceRoleTokenRequest("finger"));
        assertThat(rig.find(issued)).isInstanceOf(CredentialOutcome.Found.class);

        rig.counter.call(
                ADMIN,
                Ssm.DEREGISTER_MANAGED_INSTANCE,
                new DeregisterManagedInstanceRequest(web.value()));

        assertThat(rig.find(issued)).isEqualTo(new CredentialOutcome.Expired());
        assertThat(rig.fleet.publicKey(web)).isEmpty();
    }

    @Test
    void keepsCredentialsGoodWhenTheKeyChanges() {
        var issued =
                rig.counter.call(
                        NodeRig.key(web),
                        Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                        new RequestManagedInstanceRoleTokenRequest("finger"));

        rig.counter.call(
                NodeRig.key(web),
                Ssm.UPDATE_MANAGED_INSTANCE_PUBLIC_KEY,
                new UpdateManagedInstancePublicKeyRequest(Keys.third(), "Rsa"));

        // The stock agent's workers go on with them, and ask for no others when they are refused.
        assertThat(rig.find(issued)).isInstanceOf(CredentialOutcome.Found.class);
    }

    @Test
    void hasNoAssociationsForANode() {
        var request = ListInstanceAssociationsRequest.builder().instanceId(web.value()).build();

        var response = rig.counter.call(NodeRig.role(web), Ssm.LIST_INSTANCE_ASSOCIATIONS, request);

        assertThat(response.toMap()).isEqualTo(Map.of("Associations", List.of()));
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(mail), Ssm.LIST_INSTANCE_ASSOCIATIONS, request));
    }

    @Test
    void knowsNoParameters() {
        var response =
                rig.counter.call(
                        NodeRig.role(web),
                        Ssm.GET_PARAMETERS,
                        GetParametersRequest.builder()
                                .names(List.of("/app/password", "/app/password", "x"))
                                .build());

        assertThat(response.parameters()).isEmpty();
        assertThat(response.invalidParameters()).containsExactly("/app/password", "x");
    }

    @Test
    void throttlesWhatAnybodyMayCall() {
        assertThat(rig.counter.authentication(Ssm.REGISTER_MANAGED_INSTANCE))
                .isEqualTo(Authentication.ANONYMOUS);
    }

    @Test
    void showsAnExpiredActivationAsSuch() {
        var activation =
                rig.counter.call(
                        ADMIN,
                        Ssm.CREATE_ACTIVATION,
                        CreateActivationRequest.builder().iamRole("Nodes").build());
        Instant end = NOON.plus(Duration.ofHours(24));

        rig.setNow(end.minusMillis(1));
        assertThat(activation(activation.activationId().orElseThrow()).expired()).contains(false);
        rig.setNow(end);
        assertThat(activation(activation.activationId().orElseThrow()).expired()).contains(true);
    }
}
