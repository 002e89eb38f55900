package dev.sallyport.server.access;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What nodes do for themselves, whatever the role they were registered with allows: a node proves
/// which machine it is, and its chores are about that machine only.
final class NodeChores {
    /// What the resources of a node's action must be.
    private enum Reach {
        /// The node's own record, and nothing else.
        ITSELF,
        /// Anything but another node.
        NO_OTHER_NODE
    }

    private static final Map<String, Reach> CHORES =
            Map.ofEntries(
                    Map.entry("ssm:UpdateInstanceInformation", Reach.ITSELF),
                    Map.entry("ssm:ListInstanceAssociations", Reach.ITSELF),
                    Map.entry("ssm:UpdateInstanceAssociationStatus", Reach.ITSELF),
                    Map.entry("ssm:PutInventory", Reach.ITSELF),
                    Map.entry("ssm:PutComplianceItems", Reach.ITSELF),
                    Map.entry("ssm:ListAssociations", Reach.NO_OTHER_NODE),
                    Map.entry("ssm:GetParameter", Reach.NO_OTHER_NODE),
                    Map.entry("ssm:GetParameters", Reach.NO_OTHER_NODE),
                    Map.entry("ssmmessages:CreateControlChannel", Reach.NO_OTHER_NODE),
                    Map.entry("ssmmessages:OpenControlChannel", Reach.NO_OTHER_NODE),
                    Map.entry("ssmmessages:CreateDataChannel", Reach.NO_OTHER_NODE),
                    Map.entry("ssmmessages:OpenDataChannel", Reach.NO_OTHER_NODE),
                    Map.entry("ec2messages:GetMessages", Reach.ITSELF),
                    Map.entry("ec2messages:AcknowledgeMessage", Reach.NO_OTHER_NODE),
                    Map.entry("ec2messages:SendReply", Reach.NO_OTHER_NODE),
                    Map.entry("ec2messages:FailMessage", Reach.NO_OTHER_NODE),
                    Map.entry("ec2messages:DeleteMessage", Reach.NO_OTHER_NODE),
                    Map.entry("ec2messages:GetEndpoint", Reach.NO_OTHER_NODE));
    // What the bare private key is good for. It is not good for the chores: those want credentials
    // that end.
    private static final Set<String> KEY_CHORES =
            Set.of("ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey");
    private static final Pattern ABOUT_A_NODE = Pattern.compile("instance/|control-channel/");
    private static final Pattern NODE_ARN =
            Pattern.compile(
                    "arn:aws:(?:ssm|ec2|ssmmessages):[^:]*:([0-9]{12})"
                            + ":(?:managed-instance|instance|control-channel)/([^/:]*)");

    private NodeChores() {}

    static boolean isKeyChore(String action) {
        return KEY_CHORES.contains(action);
    }

    static boolean isChore(String action) {
        return CHORES.containsKey(action);
    }

    /// The first of the resources that is another node, where that matters for the action. What a
    /// node does beyond its chores may name no other node either.
    static Optional<String> foreign(Caller.NodeRole role, String action, List<String> resources) {
        Reach reach = CHORES.getOrDefault(action, Reach.NO_OTHER_NODE);
        return resources.stream()
                .filter(it -> reach == Reach.ITSELF || ABOUT_A_NODE.matcher(it).find())
                .filter(it -> !isSelf(role, it))
                .findFirst();
    }

    private static boolean isSelf(Caller.NodeRole role, String resource) {
        Matcher arn = NODE_ARN.matcher(resource);
        return arn.matches()
                && arn.group(1).equals(role.account().value())
                && NodeId.isNodeId(arn.group(2))
                && NodeId.parse(arn.group(2)).equals(role.node());
    }
}
