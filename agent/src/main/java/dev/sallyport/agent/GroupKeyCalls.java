package dev.sallyport.agent;

import dev.sallyport.agent.keys.GroupKey;
import dev.sallyport.agent.keys.KeySource;
import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.RoleCredentials;
import dev.sallyport.agent.link.ServerCalls;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Asks the server for a group's keys with the node's role, which must be allowed to
/// (`sallyport:GetGroupKeys`).
final class GroupKeyCalls implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(GroupKeyCalls.class);

    private final ServerCalls calls;
    private final RoleCredentials credentials;

    GroupKeyCalls(ServerCalls calls, RoleCredentials credentials) {
        this.calls = calls;
        this.credentials = credentials;
    }

    @Override
    public List<GroupKey> keys(String group)
            throws IOException, InterruptedException, CallFailedException {
        String name = URLEncoder.encode(group, StandardCharsets.UTF_8);
        JsonNode answer =
                calls.get("/sallyport/v1/groups/" + name + "/ssh-keys", credentials.current());
        if (!answer.path("keys").isArray()) {
            throw new IOException("keys: none in the answer (expected: a list)");
        }
        List<GroupKey> keys = new ArrayList<>();
        for (JsonNode key : answer.path("keys")) {
            String user = key.path("user").asString("");
            GroupKey.of(user, key.path("id").asString(""), key.path("key").asString(""))
                    .ifPresentOrElse(
                            keys::add,
                            () ->
                                    LOG.atWarn()
                                            .addKeyValue("group", group)
                                            .log("a key that is no bare SSH key is left out"));
        }
        return keys;
    }
}
