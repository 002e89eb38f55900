package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.RegisterManagedInstanceRequest;
import dev.sallyport.server.api.ssm.model.RegisterManagedInstanceResponse;
import dev.sallyport.server.api.ssm.model.RequestManagedInstanceRoleTokenRequest;
import dev.sallyport.server.api.ssm.model.RequestManagedInstanceRoleTokenResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.UpdateInstanceInformationRequest;
import dev.sallyport.server.api.ssm.model.UpdateInstanceInformationResponse;
import dev.sallyport.server.api.ssm.model.UpdateManagedInstancePublicKeyRequest;
import dev.sallyport.server.api.ssm.model.UpdateManagedInstancePublicKeyResponse;
import dev.sallyport.server.fleet.AgentReport;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.RegisterOutcome;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.IssuedCredentials;
import dev.sallyport.server.identity.RoleTokens;
import java.util.List;

/// What an agent calls to join, to prove itself, and to say how its machine is.
///
/// These operations are in no public model; their names, fields and errors are those the stock
/// agent uses.
public final class AgentRoutes {
    private static final List<String> ANY = List.of(ResourceNames.ANY);

    private final Fleet fleet;
    private final RoleTokens tokens;
    private final ResourceNames names;

    public AgentRoutes(Fleet fleet, RoleTokens tokens, ResourceNames names) {
        this.fleet = fleet;
        this.tokens = tokens;
        this.names = names;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(Ssm.REGISTER_MANAGED_INSTANCE, Authentication.ANONYMOUS, _ -> ANY, this::register)
                .on(
                        Ssm.REQUEST_MANAGED_INSTANCE_ROLE_TOKEN,
                        Authentication.NODE_KEY,
                        _ -> ANY,
                        this::roleToken)
                .on(
                        Ssm.UPDATE_MANAGED_INSTANCE_PUBLIC_KEY,
                        Authentication.NODE_KEY,
                        _ -> ANY,
                        this::newKey)
                .on(
                        Ssm.UPDATE_INSTANCE_INFORMATION,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.instanceId())),
                        this::report);
    }

    private RegisterManagedInstanceResponse register(
            Call call, RegisterManagedInstanceRequest input) {
        RegisterOutcome outcome =
                fleet.register(
                        new Fleet.Registration(
                                input.activationId(),
                                Secret.of(input.activationCode()),
                                input.fingerprint(),
                                input.publicKeyType(),
                                input.publicKey()));
        return switch (outcome) {
            case RegisterOutcome.Registered(Node node) ->
                    RegisterManagedInstanceResponse.builder().instanceId(node.id().value()).build();
            case RegisterOutcome.Refused(RegisterOutcome.Reason reason) -> throw fault(reason);
        };
    }

    private static ServiceFault fault(RegisterOutcome.Reason reason) {
        return switch (reason) {
            case INVALID_ACTIVATION ->
                    new ServiceFault(
                            "InvalidActivation",
                            "The activation ID or the activation code isn't valid.");
            case ACTIVATION_EXPIRED ->
                    new ServiceFault("ActivationExpired", "The activation has expired.");
            case LIMIT_EXCEEDED ->
                    new ServiceFault(
                            "RegistrationLimitExceeded",
                            "The activation's registration limit is reached.");
            case INVALID_PUBLIC_KEY ->
                    new ServiceFault(
                            "InvalidPublicKey",
                            "The public key must be an RSA key of 2048 to 8192 bits.");
            case KEY_IN_USE ->
                    new ServiceFault(
                            "PublicKeyAlreadyRegistered",
                            "The public key is registered for another node.");
        };
    }

    private RequestManagedInstanceRoleTokenResponse roleToken(
            Call call, RequestManagedInstanceRoleTokenRequest input) {
        Node node = fleet.find(caller(call)).orElseThrow(AgentRoutes::unknownCaller);
        if (!fleet.isSameMachine(node, input.fingerprint())) {
            throw new ServiceFault(
                    "MachineFingerprintDoesNotMatch",
                    "The fingerprint isn't the one the machine registered with.");
        }
        IssuedCredentials issued = tokens.issue(node.id(), node.enrolment().role(), call.at());
        // All five fields: the stock agent crashes on an absent one.
        return RequestManagedInstanceRoleTokenResponse.builder()
                .accessKeyId(issued.accessKeyId())
                .secretAccessKey(issued.secretKey().<String>reveal(text -> text))
                .sessionToken(issued.sessionToken())
                .tokenExpirationDate(issued.expires())
                .updateKeyPair(false)
                .build();
    }

    private UpdateManagedInstancePublicKeyResponse newKey(
            Call call, UpdateManagedInstancePublicKeyRequest input) {
        if (!fleet.rotateKey(caller(call), input.newPublicKeyType(), input.newPublicKey())) {
            throw fault(RegisterOutcome.Reason.INVALID_PUBLIC_KEY);
        }
        return new UpdateManagedInstancePublicKeyResponse();
    }

    private static NodeId caller(Call call) {
        if (call.caller() instanceof Caller.NodeKey key) {
            return key.node();
        }
        throw unknownCaller();
    }

    private static ServiceFault unknownCaller() {
        return new ServiceFault("AccessDeniedException", "The caller is no managed node.");
    }

    private UpdateInstanceInformationResponse report(
            Call call, UpdateInstanceInformationRequest input) {
        boolean known =
                NodeId.isNodeId(input.instanceId())
                        && fleet.report(NodeId.parse(input.instanceId()), reportOf(input));
        if (!known) {
            throw new ServiceFault(
                    "InvalidInstanceId",
                    "Instance ID " + input.instanceId() + " isn't that of a managed node.");
        }
        return new UpdateInstanceInformationResponse();
    }

    private static AgentReport reportOf(UpdateInstanceInformationRequest input) {
        return new AgentReport(
                new AgentReport.Agent(
                        input.agentName().orElse(""),
                        input.agentVersion().orElse(""),
                        input.agentStatus().orElse("")),
                new AgentReport.Platform(
                        input.platformType().orElse(""),
                        input.platformName().orElse(""),
                        input.platformVersion().orElse("")),
                input.computerName().orElse(""),
                input.ipAddress().orElse(""),
                input.ssmConnectionChannel().orElse(""));
    }
}
