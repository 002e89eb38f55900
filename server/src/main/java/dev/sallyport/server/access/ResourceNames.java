package dev.sallyport.server.access;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the ARNs of this server's resources.
public record ResourceNames(String region, AccountId account) {
    /// What an action is about that has no resource of its own.
    public static final String ANY = "*";

    private static final Pattern DOCUMENT_ARN =
            Pattern.compile("arn:aws:ssm:[a-z0-9-]*:((?:[0-9]{12})?):document/([^/]+)");

    public String node(NodeId node) {
        return ssm("managed-instance/" + node);
    }

    /// For an id as a request has it: a node by either of its ids, or anything else, which is then
    /// the name of no node.
    public String anyNode(String id) {
        return NodeId.isNodeId(id) ? node(NodeId.parse(id)) : ssm("managed-instance/" + id);
    }

    /// Other ARNs policies call a node by: AWS's examples speak of instances, and of `i-` ids.
    public List<String> nodeAliases(NodeId node) {
        return List.of(ec2("instance/" + node), ec2("instance/" + node.twin()));
    }

    private String ec2(String rest) {
        return "arn:aws:ec2:" + region + ":" + account + ":" + rest;
    }

    public String session(SessionId session) {
        return ssm("session/" + session);
    }

    /// A document of this account, or one shipped with the server: those have an empty account. A
    /// request may also give a document's ARN; it must not become another resource by that.
    public String document(String name) {
        Matcher arn = DOCUMENT_ARN.matcher(name);
        if (arn.matches()) {
            String owner = arn.group(1);
            return owner.isEmpty() || isShipped(arn.group(2))
                    ? document(arn.group(2))
                    : "arn:aws:ssm:" + region + ":" + owner + ":document/" + arn.group(2);
        }
        return isShipped(name)
                ? "arn:aws:ssm:" + region + "::document/" + name
                : ssm("document/" + name);
    }

    private static boolean isShipped(String name) {
        return name.startsWith("AWS-") || name.startsWith("Sallyport-");
    }

    /// Any other resource of SSM, by the part behind the account.
    public String ssm(String rest) {
        return "arn:aws:ssm:" + region + ":" + account + ":" + rest;
    }
}
