package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.forward.ForwardTarget;
import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.ResolvedDocument.Copying;
import dev.sallyport.server.documents.ResolvedDocument.Own;
import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import dev.sallyport.server.documents.ResolvedDocument.Ssh;
import dev.sallyport.server.documents.SessionType;
import dev.sallyport.server.documents.SshForwarding;
import dev.sallyport.server.sessions.EndCause;
import dev.sallyport.server.sessions.Owner;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Sessions to rows and back.
final class SessionRows {
    private static final String INSERT =
            """
            INSERT INTO session (id, account_id, owner_arn, owner_id, node_id, target,
                asked_document, reason, document, session_type, port_type, forward_target,
                ssh_user, ssh_forwarding, copies, copy_path, copy_deletes,
                separate_output, idle,
                maximum, run_as, run_as_user, agent_content, agent_parameters, extensions,
                recording, previous_state, state, started)
            VALUES (:id, :account, :arn, :ownerId, :node, :target,
                :asked, :reason, :document, :type, :portType, :forwardTarget,
                :sshUser, :sshForwarding, :copies, :copyPath, :copyDeletes,
                :separate, :idle,
                :maximum, :runAs, :user, :content, :parameters, :extensions,
                :recording, 'New', :state, :started)
            """;

    private SessionRows() {}

    static void insert(Handle handle, Session session) {
        Update insert = handle.createUpdate(INSERT);
        bind(insert, session.work().document());
        insert.bind("id", session.id().value())
                .bind("account", session.owner().account().value())
                .bind("arn", session.owner().arn())
                .bind("ownerId", session.owner().userId())
                .bind("node", session.node().value())
                .bind("target", session.request().target())
                .bind("asked", session.request().documentName())
                .bind("reason", session.request().reason())
                .bind("user", session.work().runAsUser())
                .bind("recording", session.work().recording())
                .bind("state", session.state().wireName())
                .bind("started", session.times().started().toEpochMilli())
                .execute();
    }

    private static void bind(Update insert, ResolvedDocument document) {
        Optional<Copying> copying = document.stream().copying();
        insert.bind("document", document.name())
                .bind("type", document.type().wireName())
                .bind("portType", document.stream().portType())
                .bind("forwardTarget", document.stream().target().map(ForwardTarget::toString))
                .bind("sshUser", document.stream().ssh().flatMap(Ssh::user))
                .bind(
                        "sshForwarding",
                        document.stream().ssh().map(it -> it.forwarding().wireName()))
                .bind("copies", copying.map(it -> it.direction().word()))
                .bind("copyPath", copying.map(it -> it.path().toString()))
                .bind("copyDeletes", copying.map(it -> it.delete() ? 1 : 0))
                .bind("separate", document.stream().separateOutput() ? 1 : 0)
                .bind("idle", document.limits().idle().toMillis())
                .bind("maximum", document.limits().max().map(Duration::toMillis))
                .bind("runAs", runAs(document.runAs()))
                .bind("content", document.agent().content())
                .bind("parameters", document.agent().parameters())
                .bind("extensions", document.extensions());
    }

    private static Optional<String> runAs(RunAs runAs) {
        return switch (runAs) {
            case RunAs.Disabled() -> Optional.empty();
            case RunAs.Enabled(Optional<String> user) -> Optional.of(user.orElse(""));
        };
    }

    static Session read(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(row.getString("id")),
                new Owner(
                        new AccountId(row.getString("account_id")),
                        row.getString("owner_arn"),
                        row.getString("owner_id")),
                new Session.Request(
                        row.getString("target"), text(row, "asked_document"), text(row, "reason")),
                new NodeId(row.getString("node_id")),
                new Session.Work(
                        document(row), text(row, "run_as_user"), row.getString("recording")),
                SessionState.parse(row.getString("state")),
                new Session.Times(Instant.ofEpochMilli(row.getLong("started")), end(row)));
    }

    private static ResolvedDocument document(ResultSet row) throws SQLException {
        String type = row.getString("session_type");
        return new ResolvedDocument(
                row.getString("document"),
                SessionType.find(type)
                        .orElseThrow(() -> new IllegalStateException("session type: " + type)),
                new ResolvedDocument.Stream(
                        text(row, "port_type"),
                        text(row, "forward_target").map(ForwardTarget::parse),
                        row.getInt("separate_output") == 1,
                        own(row)),
                new ResolvedDocument.Limits(
                        Duration.ofMillis(row.getLong("idle")),
                        text(row, "maximum").map(Long::valueOf).map(Duration::ofMillis)),
                text(row, "run_as")
                        .<RunAs>map(user -> new RunAs.Enabled(some(user)))
                        .orElseGet(RunAs.Disabled::new),
                new ResolvedDocument.ForAgent(
                        row.getString("agent_content"), row.getString("agent_parameters")),
                row.getString("extensions"));
    }

    private static Optional<Own> own(ResultSet row) throws SQLException {
        Optional<Own> ssh = ssh(row).map(Own.class::cast);
        return ssh.isPresent() ? ssh : copying(row).map(Own.class::cast);
    }

    private static Optional<Ssh> ssh(ResultSet row) throws SQLException {
        Optional<String> user = text(row, "ssh_user");
        return text(row, "ssh_forwarding")
                .flatMap(SshForwarding::find)
                .map(forwarding -> new Ssh(user, forwarding));
    }

    private static Optional<Copying> copying(ResultSet row) throws SQLException {
        boolean deletes = row.getInt("copy_deletes") == 1;
        String path = text(row, "copy_path").orElse("");
        return text(row, "copies")
                .flatMap(FileDirection::find)
                .map(direction -> new Copying(direction, NodePath.of(path), deletes));
    }

    private static Optional<Session.End> end(ResultSet row) throws SQLException {
        Optional<String> cause = text(row, "end_cause");
        Instant at = Instant.ofEpochMilli(row.getLong("ended"));
        String text = text(row, "end_text").orElse("");
        return cause.map(EndCause::valueOf).map(known -> new Session.End(at, known, text));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
