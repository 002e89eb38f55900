package dev.sallyport.server.access;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;

/// Writes the ARNs of this server's resources.
public record ResourceNames(String region, AccountId account) {
    /// What an action is about that has no resource of its own.
    public static final String ANY = "*";

    public String node(NodeId node) {
        return ssm("managed-instance/" + node);
    }

    /// For an id as a request has it: a node by either of its ids, or anything else, which is then
    /// the name of no node.
    public String anyNode(String id) {
        return NodeId.isNodeId(id) ? node(NodeId.parse(id)) : ssm("managed-instance/" + id);
    }

    public String session(SessionId session) {
        return ssm("session/" + session);
    }

    /// A document of this account, or one shipped with the server: those have an empty account.
    public String document(String name) {
        return name.startsWith("AWS-")
                ? "arn:aws:ssm:" + region + "::document/" + name
                : ssm("document/" + name);
    }

    /// Any other resource of SSM, by the part behind the account.
    public String ssm(String rest) {
        return "arn:aws:ssm:" + region + ":" + account + ":" + rest;
    }
}
