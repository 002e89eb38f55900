package dev.sallyport.agent.shell;

import java.util.List;

/// What a session runs. An elevated program runs as the agent's own user, root in general, whatever
/// the session says of users: that is the document's decision, and the server's who may use it.
public sealed interface Program {
    boolean elevated();

    /// The user's own shell, as after a login.
    record LoginShell() implements Program {
        @Override
        public boolean elevated() {
            return false;
        }
    }

    /// A line for the command interpreter.
    record Line(String command, boolean elevated) implements Program {}

    /// A line for the user's own shell, as SSH has it.
    record ShellLine(String command) implements Program {
        @Override
        public boolean elevated() {
            return false;
        }
    }

    /// A program and its arguments, with no command interpreter in between.
    record Words(List<String> words, boolean elevated) implements Program {
        public Words {
            words = List.copyOf(words);
        }
    }
}
