package dev.sallyport.server.documents;

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
    /// @param ssh of a session that ends SSH at the agent
    public record Stream(
            Optional<String> portType,
            Optional<ForwardTarget> target,
            boolean separateOutput,
            Optional<Ssh> ssh) {
        public Stream(
                Optional<String> portType, Optional<ForwardTarget> target, boolean separateOutput) {
            this(portType, target, separateOutput, Optional.empty());
        }

        /// Of a session that forwards no port.
        public static Stream of(boolean separateOutput) {
            return new Stream(Optional.empty(), Optional.empty(), separateOutput);
        }

        public static Stream of(Ssh ssh) {
            return new Stream(Optional.empty(), Optional.empty(), false, Optional.of(ssh));
        }
    }

    /// What the caller asks of an SSH session beyond being one.
    ///
    /// @param user the account of the machine, where the run-as rules leave the choice
    public record Ssh(Optional<String> user, SshForwarding forwarding) {}

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
