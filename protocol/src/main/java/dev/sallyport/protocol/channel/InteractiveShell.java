package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import tools.jackson.databind.node.ObjectNode;

/// The order to a node to start a session, of whatever type despite its name.
///
/// `parameters` hold plain strings, never lists: a stock node fails the session on a list. The same
/// node only logs an order it cannot read; nothing comes back.
public record InteractiveShell(
        String documentName,
        ObjectNode documentContent,
        String sessionId,
        ObjectNode parameters,
        String runAsUser,
        String sessionOwner) {

    public InteractiveShell {
        documentContent = documentContent.deepCopy();
        parameters = parameters.deepCopy();
    }

    public Bytes encode() {
        ObjectNode content = Json.object();
        content.put("DocumentName", documentName);
        content.set("DocumentContent", documentContent);
        content.put("SessionId", sessionId);
        content.set("Parameters", parameters);
        content.put("RunAsUser", runAsUser);
        content.put("SessionOwner", sessionOwner);
        ObjectNode json = Json.object();
        json.put("Content", Json.text(content));
        json.put("TaskId", sessionId);
        json.put("Topic", MessageTypes.INTERACTIVE_SHELL);
        json.put("SchemaVersion", 1);
        return Json.encode(json);
    }

    public static InteractiveShell decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        ObjectNode content = Json.parse(Bytes.ofUtf8(Json.requiredText(json, "Content")));
        return new InteractiveShell(
                Json.text(content, "DocumentName"),
                Json.objectOrEmpty(content, "DocumentContent"),
                Json.requiredText(content, "SessionId"),
                Json.objectOrEmpty(content, "Parameters"),
                Json.text(content, "RunAsUser"),
                Json.text(content, "SessionOwner"));
    }
}
