package dev.sallyport.server.access;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.identity.Accounts;
import dev.sallyport.server.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules without policies: the administrator may do everything, a node its own chores on
/// itself, and nobody else anything.
public final class AdministratorAccess implements Access {
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
    // Needs no permission and cannot be denied, as in AWS.
    private static final String WHO_AM_I = "sts:GetCallerIdentity";
    private static final Pattern ABOUT_A_NODE = Pattern.compile("instance/|control-channel/");
    private static final Pattern NODE_ARN =
            Pattern.compile(
                    "arn:aws:(?:ssm|ec2|ssmmessages):[^:]*:([0-9]{12})"
                            + ":(?:managed-instance|instance|control-channel)/([^/:]*)");

    @Override
    public Decision decide(Question question) {
        return decide(question.caller(), question.action(), question.aim().resources());
    }

    private static Decision decide(Caller caller, String action, List<String> resources) {
        if (action.equals(WHO_AM_I) && !caller.accessKeyId().isEmpty()) {
            return new Decision.Allow(action + " needs no permission");
        }
        return switch (caller) {
            case Caller.User user -> decideUser(user, action);
            case Caller.NodeRole role -> decideChore(role, action, resources);
            case Caller.NodeKey key ->
                    KEY_CHORES.contains(action)
                            ? new Decision.Allow("the key of " + key.node() + " proves it")
                            : notAllowed(key, action);
            case Caller.UserSession session -> decideUser(session.user(), action);
            case Caller.AssumedRole _, Caller.FederatedUser _, Caller.WebIdentity _ ->
                    notAllowed(caller, action);
            case Caller.Anonymous _ -> new Decision.Deny("the caller is not known");
        };
    }

    private static Decision decideUser(Caller.User user, String action) {
        return user.name().equals(Accounts.ADMINISTRATOR)
                ? new Decision.Allow("the administrator may do everything")
                : notAllowed(user, action);
    }

    private static Decision decideChore(
            Caller.NodeRole role, String action, List<String> resources) {
        if (!CHORES.containsKey(action)) {
            return notAllowed(role, action);
        }
        Reach reach = CHORES.getOrDefault(action, Reach.ITSELF);
        for (String resource : resources) {
            boolean bound = reach == Reach.ITSELF || ABOUT_A_NODE.matcher(resource).find();
            if (bound && !isSelf(role, resource)) {
                return new Decision.Deny("node " + role.node() + " may act for itself only");
            }
        }
        return new Decision.Allow("node " + role.node() + " may " + action + " for itself");
    }

    private static boolean isSelf(Caller.NodeRole role, String resource) {
        Matcher arn = NODE_ARN.matcher(resource);
        return arn.matches()
                && arn.group(1).equals(role.account().value())
                && NodeId.isNodeId(arn.group(2))
                && NodeId.parse(arn.group(2)).equals(role.node());
    }

    private static Decision notAllowed(Caller caller, String action) {
        return new Decision.Deny("no rule allows " + caller.arn() + " to " + action);
    }
}
