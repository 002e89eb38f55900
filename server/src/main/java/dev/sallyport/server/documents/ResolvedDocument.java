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
    /// How the relay must treat the stream: `portType` is `properties.type` of a Port session,
    /// `target` is where its port leads, and separate output must not be paused.
    ///
    /// @param copying of a session that copies files
    public record Stream(
            Optional<String> portType,
            Optional<ForwardTarget> target,
            boolean separateOutput,
            Optional<Copying> copying) {
        public Stream(
                Optional<String> portType, Optional<ForwardTarget> target, boolean separateOutput) {
            this(portType, target, separateOutput, Optional.empty());
        }

        /// Of a session that forwards no port.
        public static Stream of(boolean separateOutput) {
            return new Stream(Optional.empty(), Optional.empty(), separateOutput);
        }

        public static Stream of(Copying copying) {
            return new Stream(Optional.empty(), Optional.empty(), false, Optional.of(copying));
        }
    }

    /// Which way files go, and where on the node.
    ///
    /// @param delete whether what the source does not have may be removed from the target
    public record Copying(FileDirection direction, NodePath path, boolean delete) {}

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
