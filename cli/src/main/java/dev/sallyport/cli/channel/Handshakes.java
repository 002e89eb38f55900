package dev.sallyport.cli.channel;

import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.HandshakeRequest.Action;
import dev.sallyport.protocol.channel.HandshakeResponse;
import dev.sallyport.protocol.channel.HandshakeResponse.ProcessedAction;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// What this client answers to a node's handshake.
public final class Handshakes {
    /// A version of the public plugin that knows everything we do: nodes compare it.
    public static final String CLIENT_VERSION = "1.2.835.0";

    private Handshakes() {}

    static HandshakeResponse answer(HandshakeRequest request, Predicate<String> known) {
        List<ProcessedAction> actions =
                request.actions().stream().map(action -> answer(action, known)).toList();
        return new HandshakeResponse(CLIENT_VERSION, actions, List.of());
    }

    private static ProcessedAction answer(Action action, Predicate<String> known) {
        return switch (action.type()) {
            case HandshakeRequest.SESSION_TYPE -> {
                String type = action.parameters().path("SessionType").asString("");
                yield known.test(type)
                        ? processed(action, HandshakeResponse.SUCCESS, "")
                        : processed(
                                action,
                                HandshakeResponse.UNSUPPORTED,
                                "this client is not for sessions of type " + type);
            }
            case HandshakeRequest.KMS_ENCRYPTION ->
                    processed(
                            action,
                            HandshakeResponse.UNSUPPORTED,
                            "this client does not encrypt with KMS keys");
            default ->
                    processed(
                            action,
                            HandshakeResponse.UNSUPPORTED,
                            "Unsupported action " + action.type());
        };
    }

    /// What the session is for, if the node says so.
    static Optional<Purpose> purpose(HandshakeRequest request) {
        return request.actions().stream()
                .filter(action -> action.type().equals(HandshakeRequest.SESSION_TYPE))
                .map(action -> purpose(request.agentVersion(), action.parameters()))
                .findFirst();
    }

    private static Purpose purpose(String agentVersion, JsonNode parameters) {
        String type = parameters.path("SessionType").asString("");
        return type.equals(SessionTypes.PORT)
                ? new Purpose.Port(agentVersion, PortProperties.read(parameters.path("Properties")))
                : new Purpose.Shell(type);
    }

    private static ProcessedAction processed(Action action, int status, String error) {
        return new ProcessedAction(action.type(), status, NullNode.getInstance(), error);
    }
}
