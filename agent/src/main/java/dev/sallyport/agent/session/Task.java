package dev.sallyport.agent.session;

import dev.sallyport.agent.files.CopyOrder;
import dev.sallyport.agent.port.PortTask;
import dev.sallyport.agent.shell.Program;
import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.agent.ssh.SshOrder;
import tools.jackson.databind.node.ObjectNode;

/// What an order asks for, with the parameters put in.
sealed interface Task {
    String sessionId();

    /// A program on a terminal. `typed` is written to it at its start, empty if nothing is.
    record Terminal(String sessionId, RunAs.Wish runAs, Program program, String typed)
            implements Task {}

    /// A program without a terminal. The outputs travel apart and the exit code follows them, or
    /// both outputs come as one. `properties` are what the client is shown in the handshake.
    record Command(
            String sessionId,
            RunAs.Wish runAs,
            Program program,
            Outputs outputs,
            ObjectNode properties)
            implements Task {}

    /// `outPrefix` and `errPrefix` go before each piece of separate output that begins a line.
    record Outputs(boolean separate, String outPrefix, String errPrefix) {}

    /// SSH that ends here.
    record Ssh(SshOrder order) implements Task {
        @Override
        public String sessionId() {
            return order.sessionId();
        }
    }

    /// Files, one way.
    record Files(String sessionId, RunAs.Wish runAs, CopyOrder order, ObjectNode properties)
            implements Task {}

    record Port(String sessionId, PortTask target, ObjectNode properties) implements Task {}
}
