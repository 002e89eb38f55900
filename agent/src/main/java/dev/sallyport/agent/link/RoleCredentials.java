package dev.sallyport.agent.link;

import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The node's short-lived credentials, in memory only: asked for with the node's key when first
/// needed, and again when half of their life is over.
public final class RoleCredentials {
    private final ServerCalls calls;
    private final NodeIdentity node;
    private final Stamps stamps;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SigningKey key;
    private Instant renewAt = Instant.EPOCH;
    private Instant expires = Instant.EPOCH;

    public RoleCredentials(ServerCalls calls, NodeIdentity node, Stamps stamps) {
        this.calls = calls;
        this.node = node;
        this.stamps = stamps;
    }

    /// Blocks while it asks the server. If that fails but the present credentials still hold, they
    /// are given.
    public SigningKey current() throws IOException, InterruptedException, CallFailedException {
        lock.lockInterruptibly();
        try {
            Instant now = stamps.now();
            SigningKey present = key;
            if (present != null && now.isBefore(renewAt)) {
                return present;
            }
            try {
                return renew(now);
            } catch (IOException | CallFailedException e) {
                if (present != null && now.isBefore(expires)) {
                    return present;
                }
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Makes the next {@link #current} ask anew, after a server has refused the present ones.
    public void forget() {
        lock.lock();
        try {
            renewAt = Instant.EPOCH;
            expires = Instant.EPOCH;
        } finally {
            lock.unlock();
        }
    }

    private SigningKey renew(Instant now)
            throws IOException, InterruptedException, CallFailedException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("Fingerprint", node.fingerprint());
        JsonNode answer = calls.asNode("RequestManagedInstanceRoleToken", body, node);
        double expiry = answer.path("TokenExpirationDate").asDouble(0);
        SigningKey fresh =
                new SigningKey(
                        required(answer, "AccessKeyId"),
                        Secret.of(required(answer, "SecretAccessKey")),
                        Optional.of(required(answer, "SessionToken")));
        expires = Instant.ofEpochSecond((long) expiry);
        renewAt = now.plus(Duration.between(now, expires).dividedBy(2));
        key = fresh;
        return fresh;
    }

    private static String required(JsonNode answer, String name) throws IOException {
        String value = answer.path(name).asString("");
        if (value.isEmpty()) {
            throw new IOException("role token: no " + name + " in the answer");
        }
        return value;
    }
}
