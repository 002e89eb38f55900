package dev.sallyport.server.api.ec2;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.ec2.model.IamInstanceProfile;
import dev.sallyport.server.api.ec2.model.Instance;
import dev.sallyport.server.api.ec2.model.InstanceState;
import dev.sallyport.server.api.ec2.model.Placement;
import dev.sallyport.server.api.ec2.model.Reservation;
import dev.sallyport.server.api.ec2.model.Tag;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.PingStatus;
import dev.sallyport.server.fleet.Presence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A managed node dressed as an instance, alone in its reservation.
final class InstanceView {
    private static final int RUNNING = 16;
    private static final int STOPPED = 80;

    private final Presence presence;
    private final ResourceNames names;

    InstanceView(Presence presence, ResourceNames names) {
        this.presence = presence;
        this.names = names;
    }

    /// Nodes in `twins` are shown by their `i-` id.
    Reservation reservation(Node node, Set<NodeId> twins) {
        return Reservation.builder()
                .reservationId("r" + node.id().twin().substring(1))
                .ownerId(names.account().value())
                .instances(List.of(instance(node, twins)))
                .build();
    }

    private Instance instance(Node node, Set<NodeId> twins) {
        boolean windows = node.report().platform().type().equals("Windows");
        return Instance.builder()
                .instanceId(id(node, twins))
                .state(state(presence.statusOf(node)))
                .launchTime(node.enrolment().registered())
                .privateIpAddress(said(node.report().ipAddress()))
                .privateDnsName(node.report().computerName())
                .publicDnsName("")
                .placement(Placement.builder().availabilityZone(names.region() + "a").build())
                .iamInstanceProfile(
                        IamInstanceProfile.builder()
                                .arn(
                                        "arn:aws:iam::"
                                                + names.account()
                                                + ":instance-profile/"
                                                + node.enrolment().role())
                                .build())
                .platform(windows ? Optional.of("windows") : Optional.empty())
                .platformDetails(windows ? "Windows" : "Linux/UNIX")
                .tags(tags(node.tags()))
                .build();
    }

    static String id(Node node, Set<NodeId> twins) {
        return twins.contains(node.id()) ? node.id().twin() : node.id().value();
    }

    private static InstanceState state(PingStatus status) {
        return InstanceState.builder()
                .code(status == PingStatus.ONLINE ? RUNNING : STOPPED)
                .name(InstanceFilters.state(status))
                .build();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList();
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
