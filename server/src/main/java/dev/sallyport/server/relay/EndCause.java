package dev.sallyport.server.relay;

import java.time.Duration;

/// Why a session ends. {@link #text} is what the client's terminal shows; empty for an ordinary
/// goodbye.
public sealed interface EndCause {
    String text();

    /// One word for recordings and lists.
    String label();

    /// The shell, command or connection on the node came to its end; the output is the node's.
    record NodeFinished(String text) implements EndCause {
        @Override
        public String label() {
            return "finished";
        }
    }

    /// The node could not do what it was asked; the output is the node's own reason.
    record NodeFailed(String text) implements EndCause {
        @Override
        public String label() {
            return "failed";
        }
    }

    /// Somebody ended it: the TerminateSession call, or a policy.
    record Terminated(String text) implements EndCause {
        @Override
        public String label() {
            return "terminated";
        }
    }

    /// The client said so before it left.
    record ClientFinished() implements EndCause {
        @Override
        public String text() {
            return "";
        }

        @Override
        public String label() {
            return "closed by client";
        }
    }

    /// The client did not come back in time.
    record ClientLost(Duration waited) implements EndCause {
        @Override
        public String text() {
            return "The client did not reconnect within " + Spoken.of(waited) + ".";
        }

        @Override
        public String label() {
            return "client lost";
        }
    }

    /// The node did not come back in time.
    record NodeLost(Duration waited) implements EndCause {
        @Override
        public String text() {
            return "The connection to the node was lost and it did not return within "
                    + Spoken.of(waited)
                    + ".";
        }

        @Override
        public String label() {
            return "node lost";
        }
    }

    /// Nothing was typed or printed for too long.
    record IdleTimeout(Duration limit) implements EndCause {
        @Override
        public String text() {
            return "Session ended: idle for " + Spoken.of(limit) + ".";
        }

        @Override
        public String label() {
            return "idle";
        }
    }

    /// The session reached its allowed length.
    record MaximumReached(Duration limit) implements EndCause {
        @Override
        public String text() {
            return "Session ended: maximum duration of " + Spoken.of(limit) + " reached.";
        }

        @Override
        public String label() {
            return "maximum duration";
        }
    }

    /// One end sent what this sort of session does not carry.
    record Malformed(String reason) implements EndCause {
        @Override
        public String text() {
            return "Session ended: " + reason + ".";
        }

        @Override
        public String label() {
            return "malformed";
        }
    }

    /// The session cannot be recorded any further, so it may not go on.
    record RecordingFailed(String reason) implements EndCause {
        @Override
        public String text() {
            return "Session ended: it can no longer be recorded (" + reason + ").";
        }

        @Override
        public String label() {
            return "recording failed";
        }
    }
}
