package dev.sallyport.cli.shell;

import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.HandshakeRequest.Action;
import dev.sallyport.protocol.channel.HandshakeResponse;
import dev.sallyport.protocol.channel.HandshakeResponse.ProcessedAction;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.NullNode;

/// What this client answers to a node's handshake.
final class Handshakes {
    /// A version of the public plugin that knows everything we do: nodes compare it.
    static final String CLIENT_VERSION = "1.2.835.0";

    private static final Set<String> SESSION_TYPES =
            Set.of("Standard_Stream", "InteractiveCommands", "NonInteractiveCommands");

    private Handshakes() {}

    static HandshakeResponse answer(HandshakeRequest request) {
        List<ProcessedAction> actions = request.actions().stream().map(Handshakes::answer).toList();
        return new HandshakeResponse(CLIENT_VERSION, actions, List.of());
    }

    private static ProcessedAction answer(Action action) {
        return switch (action.type()) {
            case HandshakeRequest.SESSION_TYPE -> {
                String type = action.parameters().path("SessionType").asString("");
                yield SESSION_TYPES.contains(type)
                        ? processed(action, HandshakeResponse.SUCCESS, "")
                        : processed(
                                action,
                                HandshakeResponse.UNSUPPORTED,
                                "this client runs shells and commands only, not " + type);
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

    private static ProcessedAction processed(Action action, int status, String error) {
        return new ProcessedAction(action.type(), status, NullNode.getInstance(), error);
    }
}
