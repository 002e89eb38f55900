package dev.sallyport.agent.ssh;

import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.protocol.ssh.P256Key;

/// What the server orders of an SSH session.
///
/// @param authority whose certificates let in, if they name the session
public record SshOrder(String sessionId, RunAs.Wish runAs, P256Key authority, Reach reach) {
    /// Where connections through the session may lead.
    public enum Reach {
        NONE,
        NODE,
        ANYWHERE;

        /// @throws IllegalArgumentException with a text for the user
        public static Reach of(String written) {
            return switch (written) {
                case "none" -> NONE;
                case "node" -> NODE;
                case "anywhere" -> ANYWHERE;
                default ->
                        throw new IllegalArgumentException(
                                "forwarding: not known (expected: none, node or anywhere)");
            };
        }
    }
}
