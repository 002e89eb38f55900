package dev.sallyport.agent.ssh;

import dev.sallyport.agent.port.Forwarding;
import dev.sallyport.agent.shell.Program;
import dev.sallyport.agent.shell.ShellPlan;
import dev.sallyport.agent.shell.Shells;
import dev.sallyport.agent.shell.StartRefusedException;
import java.util.function.LongSupplier;

/// What the channels of one session work with.
record Surroundings(
        SshOrder order,
        Shells shells,
        Forwarding forwarding,
        Telling telling,
        Workers workers,
        LongSupplier nanos) {
    ShellPlan plan(Program program) throws StartRefusedException {
        return shells.plan(order.runAs(), program);
    }

    Meter meter(int channel) {
        return new Meter(telling, channel, nanos);
    }
}
