package dev.sallyport.agent.ssh;

import dev.sallyport.agent.shell.PipedProgram;
import dev.sallyport.agent.shell.Pty;
import dev.sallyport.agent.shell.ShellPlan;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/// A started program, on a terminal or on pipes. Its reads and writes block in native code.
sealed interface RunningProgram {
    static RunningProgram onTerminal(ShellPlan plan, TerminalSize size) throws IOException {
        return new OnTerminal(Pty.start(plan, size), new AtomicBoolean());
    }

    static RunningProgram piped(ShellPlan plan) throws IOException, StartRefusedException {
        return new Piped(PipedProgram.withInput(plan), new AtomicBoolean());
    }

    /// Reads what the program has written; -1 at the end.
    int readOutput(byte[] into) throws IOException;

    /// The same of its second output, which a terminal does not have.
    int readErrors(byte[] into) throws IOException;

    void write(byte[] typed) throws IOException;

    /// Nothing more will be written.
    void endInput() throws IOException;

    void resize(TerminalSize size);

    void signal(int number);

    int waitFor() throws InterruptedException;

    /// Ends it with all it has started, unless it has ended.
    void kill();

    /// Ends what is left of it, also after it has ended itself.
    void end();

    /// With a terminal.
    record OnTerminal(Pty pty, AtomicBoolean ended) implements RunningProgram {
        @Override
        public int readOutput(byte[] into) throws IOException {
            return pty.read(into);
        }

        @Override
        public int readErrors(byte[] into) {
            return -1;
        }

        @Override
        public void write(byte[] typed) throws IOException {
            pty.write(typed);
        }

        @Override
        public void endInput() {
            // A terminal has no end: whoever wants one types it.
        }

        @Override
        public void resize(TerminalSize size) {
            pty.resize(size);
        }

        @Override
        public void signal(int number) {
            pty.signal(number);
        }

        @Override
        public int waitFor() throws InterruptedException {
            int code = pty.waitFor();
            ended.set(true);
            return code;
        }

        @Override
        public void kill() {
            pty.close();
            if (!ended.get()) {
                pty.kill();
            }
        }

        @Override
        public void end() {
            pty.close();
        }
    }

    /// Without one.
    record Piped(PipedProgram program, AtomicBoolean ended) implements RunningProgram {
        @Override
        public int readOutput(byte[] into) throws IOException {
            return program.output().read(into);
        }

        @Override
        public int readErrors(byte[] into) throws IOException {
            return program.errors().read(into);
        }

        @Override
        public void write(byte[] typed) throws IOException {
            program.input().write(typed);
            program.input().flush();
        }

        @Override
        public void endInput() throws IOException {
            program.input().close();
        }

        @Override
        public void resize(TerminalSize size) {
            // Nothing here has a size.
        }

        @Override
        public void signal(int number) {
            program.signal(number);
        }

        @Override
        public int waitFor() throws InterruptedException {
            int code = program.waitFor();
            ended.set(true);
            return code;
        }

        @Override
        public void kill() {
            if (!ended.get()) {
                program.kill();
            }
        }

        @Override
        public void end() {
            program.kill();
        }
    }
}
