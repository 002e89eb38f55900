package dev.sallyport.agent;

import dev.sallyport.agent.link.NodeIdentity;
import java.io.IOException;
import java.util.Optional;

/// What a registered node finds in its data directory.
final class NodeFiles {
    static final String KEY = "node.key";
    static final String CA = "ca.pem";

    private NodeFiles() {}

    static Optional<Registration> registration(DataDir data) throws IOException {
        Optional<byte[]> text = data.read(Registration.FILE);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Registration.decode(text.orElseThrow()));
    }

    static NodeIdentity identity(DataDir data, Registration registration) throws IOException {
        byte[] pem =
                data.read(KEY)
                        .orElseThrow(() -> new IOException("node key: missing; register again"));
        return new NodeIdentity(
                registration.nodeId(), NodeKey.decode(pem), registration.fingerprint());
    }
}
