package dev.sallyport.server.api.ec2;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.Node;
import java.util.ArrayList;
import java.util.List;

/// Finds the nodes a request names, with EC2's errors for those that are none.
final class Instances {
    private Instances() {}

    static List<Node> find(Fleet fleet, List<String> ids) {
        List<Node> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            if (!NodeId.isNodeId(id)) {
                throw new ServiceFault("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
            }
            fleet.find(NodeId.parse(id)).ifPresentOrElse(found::add, () -> missing.add(id));
        }
        if (!missing.isEmpty()) {
            throw new ServiceFault(
                    "InvalidInstanceID.NotFound",
                    missing.size() == 1
                            ? "The instance ID '" + missing.getFirst() + "' does not exist"
                            : "The instance IDs '" + String.join(", ", missing) + "' do not exist");
        }
        return found;
    }
}
