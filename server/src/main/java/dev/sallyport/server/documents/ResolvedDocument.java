package dev.sallyport.server.documents;

import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.forward.ForwardTarget;
import java.time.Duration;
import java.util.Optional;

/// A Session document with one caller's parameters bound: all a session needs to know of it.
public record ResolvedDocument(
        String name,
        SessionType type,
        Stream stream,
        Limits limits,
        RunAs runAs,
        ForAgent agent,
        String extensions) {
    /// The same, under another run-as rule.
    public ResolvedDocument runningAs(RunAs rule) {
        return new ResolvedDocument(name, type, stream, limits, rule, agent, extensions);
    }

    /// How the relay must treat the stream: `portType` is `properties.type` of a Port session,
    /// `target` is where its port leads, and separate output must not be paused.
    ///
    /// @param own what only sessions of our own types have
    public record Stream(
            Optional<String> portType,
            Optional<ForwardTarget> target,
            boolean separateOutput,
            Optional<Own> own) {
        public Stream(
                Optional<String> portType, Optional<ForwardTarget> target, boolean separateOutput) {
            this(portType, target, separateOutput, Optional.empty());
        }

        /// Of a session that forwards no port.
        public static Stream of(boolean separateOutput) {
            return new Stream(Optional.empty(), Optional.empty(), separateOutput);
        }

        public static Stream of(Own own) {
            return new Stream(Optional.empty(), Optional.empty(), false, Optional.of(own));
        }

        public Optional<Ssh> ssh() {
            return own.filter(Ssh.class::isInstance).map(Ssh.class::cast);
        }

        public Optional<Copying> copying() {
            return own.filter(Copying.class::isInstance).map(Copying.class::cast);
        }
    }

    /// What the caller asks of a session whose type is ours.
    public sealed interface Own {}

    /// What the caller asks of an SSH session beyond being one.
    ///
    /// @param user the account of the machine, where the run-as rules leave the choice
    public record Ssh(Optional<String> user, SshForwarding forwarding) implements Own {}

    /// Which way files go, and where on the node.
    ///
    /// @param delete whether what the source does not have may be removed from the target
    public record Copying(FileDirection direction, NodePath path, boolean delete) implements Own {}

    /// What the server itself enforces: agents know neither.
    public record Limits(Duration idle, Optional<Duration> max) {}

    /// As which user the shell runs.
    public sealed interface RunAs {
        /// The agent's own `ssm-user`.
        record Disabled() implements RunAs {}

        /// The caller's tag, else this user, else no session.
        record Enabled(Optional<String> defaultUser) implements RunAs {}
    }

    /// JSON texts for the node: the document without our own inputs, and the parameter values as an
    /// agent reads them (a String parameter is a plain text, not a list).
    public record ForAgent(String content, String parameters) {}
}
