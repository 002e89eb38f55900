package dev.sallyport.agent;

import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.ServerAddress;
import dev.sallyport.agent.link.ServerCalls;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.protocol.NodeId;
import java.io.IOException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns an activation into a registration.
final class Registrar {
    private final ServerCalls calls;
    private final DataDir data;
    private final Stamps stamps;

    Registrar(ServerCalls calls, DataDir data, Stamps stamps) {
        this.calls = calls;
        this.data = data;
        this.stamps = stamps;
    }

    /// An activation as an administrator made it.
    record Activation(String id, String code) {
        @Override
        public String toString() {
            return "Activation[" + id + "]";
        }
    }

    /// Makes the node's key, registers it, and keeps both.
    Registration register(
            Activation activation, ServerAddress server, String region, Optional<String> name)
            throws IOException, InterruptedException, CallFailedException {
        KeyPair key = NodeKey.generate(stamps.random());
        String fingerprint = stamps.id().toString();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("ActivationCode", activation.code);
        body.put("ActivationId", activation.id);
        body.put("Fingerprint", fingerprint);
        body.put("PublicKey", Base64.getEncoder().encodeToString(key.getPublic().getEncoded()));
        body.put("PublicKeyType", "Rsa");
        JsonNode answer = calls.anonymous("RegisterManagedInstance", body);
        Registration registration =
                new Registration(
                        server,
                        region,
                        new NodeId(answer.path("InstanceId").asString("")),
                        fingerprint,
                        name);
        // The key first: a registration on disk must never be without its key.
        data.write(NodeFiles.KEY, NodeKey.encode(key.getPrivate()));
        data.write(Registration.FILE, registration.encode());
        return registration;
    }
}
