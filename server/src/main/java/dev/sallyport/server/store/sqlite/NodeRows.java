package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.fleet.AgentReport;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.NodePublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Nodes to rows and back.
final class NodeRows {
    static final String COLUMNS =
            "id, name, activation_id, role, fingerprint, public_key, registered, last_ping,"
                    + " agent_name, agent_version, agent_status, platform_type, platform_name,"
                    + " platform_version, computer_name, ip_address, channel";
    static final String UPDATE_REPORT =
            "UPDATE node SET agent_name = :agentName, agent_version = :agentVersion,"
                    + " agent_status = :agentStatus, platform_type = :platformType,"
                    + " platform_name = :platformName, platform_version = :platformVersion,"
                    + " computer_name = :computer, ip_address = :address, channel = :channel"
                    + " WHERE id = :id";

    private NodeRows() {}

    static void insert(Handle handle, Node node) {
        Node.Enrolment enrolment = node.enrolment();
        bind(
                        handle.createUpdate(
                                "INSERT INTO node ("
                                        + COLUMNS
                                        + ", key_thumbprint) VALUES (:id, :name, :activation,"
                                        + " :role, :fingerprint, :key, :registered, :ping,"
                                        + " :agentName, :agentVersion, :agentStatus,"
                                        + " :platformType, :platformName, :platformVersion,"
                                        + " :computer, :address, :channel, :thumbprint)"),
                        node.report())
                .bind("id", node.id().value())
                .bind("name", node.name())
                .bind("activation", enrolment.activationId())
                .bind("role", enrolment.role())
                .bind("fingerprint", enrolment.fingerprint())
                .bind("key", enrolment.key().encoded().toBase64())
                .bind("thumbprint", enrolment.key().thumbprint())
                .bind("registered", enrolment.registered().toEpochMilli())
                .bind("ping", node.lastPing().toEpochMilli())
                .execute();
    }

    static <S extends SqlStatement<S>> S bind(S statement, AgentReport report) {
        return statement
                .bind("agentName", report.agent().name())
                .bind("agentVersion", report.agent().version())
                .bind("agentStatus", report.agent().status())
                .bind("platformType", report.platform().type())
                .bind("platformName", report.platform().name())
                .bind("platformVersion", report.platform().version())
                .bind("computer", report.computerName())
                .bind("address", report.ipAddress())
                .bind("channel", report.channel());
    }

    /// The node without its tags, which are elsewhere.
    static Node read(ResultSet row) throws SQLException {
        return new Node(
                new NodeId(row.getString("id")),
                row.getString("name"),
                enrolment(row),
                report(row),
                Instant.ofEpochMilli(row.getLong("last_ping")),
                Map.of());
    }

    static Node tagged(Node node, Map<String, String> tags) {
        return new Node(
                node.id(), node.name(), node.enrolment(), node.report(), node.lastPing(), tags);
    }

    private static Node.Enrolment enrolment(ResultSet row) throws SQLException {
        return new Node.Enrolment(
                row.getString("activation_id"),
                row.getString("role"),
                row.getString("fingerprint"),
                NodePublicKey.ofStored(Bytes.ofBase64(row.getString("public_key"))),
                Instant.ofEpochMilli(row.getLong("registered")));
    }

    private static AgentReport report(ResultSet row) throws SQLException {
        return new AgentReport(
                new AgentReport.Agent(
                        row.getString("agent_name"),
                        row.getString("agent_version"),
                        row.getString("agent_status")),
                new AgentReport.Platform(
                        row.getString("platform_type"),
                        row.getString("platform_name"),
                        row.getString("platform_version")),
                row.getString("computer_name"),
                row.getString("ip_address"),
                row.getString("channel"));
    }
}
