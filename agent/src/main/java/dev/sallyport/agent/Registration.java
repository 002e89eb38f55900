package dev.sallyport.agent;

import dev.sallyport.agent.link.ServerAddress;
import dev.sallyport.protocol.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which node this is, and of which server. `name` is what it shows itself as; without one, the
/// machine's.
record Registration(
        ServerAddress server,
        String region,
        NodeId nodeId,
        String fingerprint,
        Optional<String> name) {
    static final String FILE = "registration.json";

    private static final Set<String> KEYS =
            Set.of("server", "region", "nodeId", "fingerprint", "name");
    private static final JsonMapper JSON = JsonMapper.shared();

    Registration {
        // It becomes a part of signatures; AWS knows no other letters either.
        if (!region.matches("[A-Za-z0-9-]{1,100}")) {
            throw new IllegalArgumentException(
                    "region: '" + region + "' (expected: letters, digits and -)");
        }
    }

    byte[] encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("server", server.toString());
        json.put("region", region);
        json.put("nodeId", nodeId.value());
        json.put("fingerprint", fingerprint);
        name.ifPresent(text -> json.put("name", text));
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Registration decode(byte[] text) throws IOException {
        try {
            JsonNode json = JSON.readTree(text);
            Set<String> unknown = new TreeSet<>(json.propertyNames());
            unknown.removeAll(KEYS);
            if (!unknown.isEmpty()) {
                throw new IOException(FILE + ": unknown keys " + unknown);
            }
            return new Registration(
                    ServerAddress.parse(json.path("server").asString("")),
                    json.path("region").asString(""),
                    new NodeId(json.path("nodeId").asString("")),
                    json.path("fingerprint").asString(""),
                    Optional.of(json.path("name").asString("")).filter(n -> !n.isEmpty()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(FILE + ": " + e.getMessage(), e);
        }
    }

    Registration at(ServerAddress other, String otherRegion) {
        return new Registration(other, otherRegion, nodeId, fingerprint, name);
    }
}
