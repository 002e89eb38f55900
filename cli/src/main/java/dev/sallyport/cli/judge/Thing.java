package dev.sallyport.cli.judge;

import dev.sallyport.policy.Request;
import dev.sallyport.protocol.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a call is about.
///
/// @param names every ARN it goes by, its own first
/// @param tags nothing when they are not known
public record Thing(List<String> names, Optional<Map<String, String>> tags) {
    private static final Pattern NODE =
            Pattern.compile(
                    "arn:aws:(?:ssm|ec2):([^:]*):([0-9]*):(?:managed-instance|instance)/(.+)");

    public Thing {
        names = List.copyOf(names);
        tags = tags.map(Map::copyOf);
    }

    /// What an action is about that has no resource.
    public static Thing nothing() {
        return new Thing(List.of(Request.NO_RESOURCE), Optional.of(Map.of()));
    }

    /// By one of its ARNs. A node goes by three, as on the server.
    public static Thing of(String arn, Optional<Map<String, String>> tags) {
        Matcher node = NODE.matcher(arn);
        if (!node.matches() || !NodeId.isNodeId(node.group(3))) {
            return new Thing(List.of(arn), tags);
        }
        NodeId id = NodeId.parse(node.group(3));
        String place = node.group(1) + ":" + node.group(2);
        return new Thing(
                List.of(
                        "arn:aws:ssm:" + place + ":managed-instance/" + id,
                        "arn:aws:ec2:" + place + ":instance/" + id,
                        "arn:aws:ec2:" + place + ":instance/" + id.twin()),
                tags);
    }

    public String arn() {
        return names.getFirst();
    }

    /// Whether it is a node.
    public boolean isNode() {
        return NODE.matcher(arn()).matches();
    }
}
