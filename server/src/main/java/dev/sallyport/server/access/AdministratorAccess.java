package dev.sallyport.server.access;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.identity.Accounts;
import dev.sallyport.server.identity.Caller;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules without policies: the administrator may do everything, a node its own chores on
/// itself, and nobody else anything.
public final class AdministratorAccess implements Access {
    private static final Set<String> NODE_ACTIONS =
            Set.of(
                    "ssm:UpdateInstanceInformation",
                    "ssm:ListInstanceAssociations",
                    "ssm:ListAssociations",
                    "ssm:UpdateInstanceAssociationStatus",
                    "ssm:PutInventory",
                    "ssm:PutComplianceItems",
                    "ssm:GetParameter",
                    "ssm:GetParameters",
                    "ssmmessages:CreateControlChannel",
                    "ssmmessages:CreateDataChannel",
                    "ssmmessages:OpenControlChannel",
                    "ssmmessages:OpenDataChannel");
    private static final Set<String> KEY_ACTIONS =
            Set.of("ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey");
    // Needs no permission and cannot be denied, as in AWS.
    private static final String WHO_AM_I = "sts:GetCallerIdentity";
    private static final Pattern NODE_ARN =
            Pattern.compile("arn:[^:]*:(?:ssm|ec2):[^:]*:([0-9]*):(?:managed-)?instance/(.*)");

    @Override
    public Decision decide(Caller caller, String action, List<String> resources) {
        return switch (caller) {
            case Caller.User user -> decideUser(user, action);
            case Caller.NodeRole role ->
                    decideNode(role.node(), NODE_ACTIONS, new Question(role, action, resources));
            case Caller.NodeKey key ->
                    decideNode(key.node(), KEY_ACTIONS, new Question(key, action, resources));
            case Caller.Anonymous _ -> new Decision.Deny("the caller is not known");
        };
    }

    private record Question(Caller caller, String action, List<String> resources) {}

    private static Decision decideUser(Caller.User user, String action) {
        if (user.name().equals(Accounts.ADMINISTRATOR)) {
            return new Decision.Allow("the administrator may do everything");
        }
        return action.equals(WHO_AM_I) ? whoAmI() : notAllowed(user, action);
    }

    private static Decision decideNode(NodeId node, Set<String> actions, Question question) {
        String action = question.action();
        if (action.equals(WHO_AM_I)) {
            return whoAmI();
        }
        if (!actions.contains(action) && !isMessageAction(question)) {
            return notAllowed(question.caller(), action);
        }
        for (String resource : question.resources()) {
            Matcher arn = NODE_ARN.matcher(resource);
            if (arn.matches() && !isSelf(question.caller(), node, arn)) {
                return new Decision.Deny("node " + node + " may act for itself only");
            }
        }
        return new Decision.Allow("node " + node + " may " + action + " for itself");
    }

    private static boolean isMessageAction(Question question) {
        return question.caller() instanceof Caller.NodeRole
                && question.action().startsWith("ec2messages:");
    }

    private static boolean isSelf(Caller caller, NodeId node, Matcher arn) {
        String id = arn.group(2);
        return arn.group(1).equals(caller.account().value())
                && NodeId.isNodeId(id)
                && NodeId.parse(id).equals(node);
    }

    private static Decision whoAmI() {
        return new Decision.Allow(WHO_AM_I + " needs no permission");
    }

    private static Decision notAllowed(Caller caller, String action) {
        return new Decision.Deny("no rule allows " + caller.arn() + " to " + action);
    }
}
