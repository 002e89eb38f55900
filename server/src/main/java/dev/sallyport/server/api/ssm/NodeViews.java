package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.ssm.model.InstanceInformation;
import dev.sallyport.server.api.ssm.model.InstanceProperty;
import dev.sallyport.server.fleet.AgentReport;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.Presence;
import java.util.Optional;
import java.util.Set;

/// Nodes as SSM shows them.
///
/// Whether an agent is the latest version is not known here, so it is not said.
final class NodeViews {
    private static final String RESOURCE_TYPE = "ManagedInstance";

    private final Presence presence;

    NodeViews(Presence presence) {
        this.presence = presence;
    }

    /// Nodes in `twins` are shown by their `i-` id.
    InstanceInformation information(Node node, Set<NodeId> twins) {
        AgentReport report = node.report();
        Node.Enrolment enrolment = node.enrolment();
        return InstanceInformation.builder()
                .instanceId(id(node, twins))
                .pingStatus(NodeFields.name(presence.statusOf(node)))
                .lastPingDateTime(presence.lastPing(node))
                .agentVersion(said(report.agent().version()))
                .platformType(said(report.platform().type()))
                .platformName(said(report.platform().name()))
                .platformVersion(said(report.platform().version()))
                .activationId(enrolment.activationId())
                .iamRole(NodeFields.roleName(node))
                .registrationDate(enrolment.registered())
                .resourceType(RESOURCE_TYPE)
                .name(said(node.label()))
                .ipAddress(said(report.ipAddress()))
                .computerName(said(report.computerName()))
                .build();
    }

    InstanceProperty property(Node node, Set<NodeId> twins) {
        AgentReport report = node.report();
        Node.Enrolment enrolment = node.enrolment();
        return InstanceProperty.builder()
                .instanceId(id(node, twins))
                .name(said(node.label()))
                .ipAddress(said(report.ipAddress()))
                .pingStatus(NodeFields.name(presence.statusOf(node)))
                .lastPingDateTime(presence.lastPing(node))
                .agentVersion(said(report.agent().version()))
                .platformType(said(report.platform().type()))
                .platformName(said(report.platform().name()))
                .platformVersion(said(report.platform().version()))
                .activationId(enrolment.activationId())
                .iamRole(NodeFields.roleName(node))
                .registrationDate(enrolment.registered())
                .resourceType(RESOURCE_TYPE)
                .computerName(said(report.computerName()))
                .build();
    }

    private static String id(Node node, Set<NodeId> twins) {
        return twins.contains(node.id()) ? node.id().twin() : node.id().value();
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
