package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.identity.AuthorizationMessages;
import dev.sallyport.server.identity.Caller;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Adds an encoded message, in the form EC2 gives it; `sts:DecodeAuthorizationMessage` reads it.
public final class EncodedDenials implements DenialNotes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Object> NOTHING = Map.of("items", List.of());

    private final AuthorizationMessages messages;

    public EncodedDenials(AuthorizationMessages messages) {
        this.messages = messages;
    }

    @Override
    public String note(Caller caller, String action, Aim aim, String reason) {
        Map<String, Object> context =
                Map.of(
                        "principal",
                        Map.of("id", caller.userId(), "arn", caller.arn()),
                        "action",
                        action,
                        "resource",
                        aim.resources().stream().findFirst().orElse("*"),
                        "conditions",
                        Map.of("items", aim.keys().entrySet().stream().map(this::key).toList()));
        Map<String, Object> message =
                Map.of(
                        "allowed",
                        false,
                        "explicitDeny",
                        reason.contains(" with an explicit deny in "),
                        "reason",
                        reason,
                        "matchedStatements",
                        NOTHING,
                        "failures",
                        NOTHING,
                        "context",
                        context);
        return ". Encoded authorization failure message: "
                + messages.encode(
                        caller.account(), Bytes.wrap(JSON.writeValueAsBytes(message)).toUtf8());
    }

    private Map<String, Object> key(Map.Entry<String, List<String>> entry) {
        List<Map<String, String>> values =
                entry.getValue().stream().map(value -> Map.of("value", value)).toList();
        return Map.of("key", entry.getKey(), "values", Map.of("items", values));
    }
}
