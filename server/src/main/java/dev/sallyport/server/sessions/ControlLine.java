package dev.sallyport.server.sessions;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.documents.ResolvedDocument.ForAgent;
import java.util.Optional;

/// What sessions need of a node's control channel. Calls may block.
public interface ControlLine {
    boolean isOpen(NodeId node);

    /// Sends the task that starts a session (`interactive_shell`). False: the line is not open.
    /// Nothing acknowledges a task; the sign of life is the node's data channel.
    boolean startSession(NodeId node, Task task);

    /// Tells the node to end a session it may still hold (`channel_closed`). Nodes ignore sessions
    /// they do not know; a closed line is ignored here.
    void closeSession(NodeId node, SessionId id);

    /// The task's content: `agent` holds the document and the parameters as JSON texts.
    record Task(
            SessionId id,
            String documentName,
            ForAgent agent,
            Optional<String> runAsUser,
            String ownerArn) {}
}
