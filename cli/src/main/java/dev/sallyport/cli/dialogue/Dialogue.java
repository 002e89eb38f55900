package dev.sallyport.cli.dialogue;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Asks the user, or reads the answers from standard input where there is no terminal.
public final class Dialogue {
    private static final int LONGEST_LINE = 4096;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int CTRL_U = 21;
    private static final int DELETE = 127;

    private final Terminal terminal;
    private final InputStream in;
    private final PrintStream err;

    public Dialogue(Terminal terminal, InputStream in, PrintStream err) {
        this.terminal = terminal;
        this.in = in;
        this.err = err;
    }

    /// Whether a person can answer.
    public boolean isInteractive() {
        return terminal.isInputTerminal();
    }

    /// A line that is not shown while it is typed.
    public String secret(String question) throws IOException {
        if (!isInteractive()) {
            return line(question);
        }
        // First the mode, then the question: who types fast would see the first keys.
        try (Terminal.Handle _ = terminal.enterRawMode()) {
            err.print(Plain.text(question) + " ");
            err.flush();
            return typed();
        } finally {
            err.println();
        }
    }

    /// A line.
    public String line(String question) throws IOException {
        if (isInteractive()) {
            err.print(Plain.text(question) + " ");
            err.flush();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            throw new Failure(ExitCode.USAGE, "standard input has no answer to: " + question);
        }
        while (next >= 0 && next != '\n' && line.size() < LONGEST_LINE) {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /// One of several, by its number or by itself.
    ///
    /// @param hint how to choose without being asked
    public String choice(String question, List<String> choices, String hint) throws IOException {
        if (!isInteractive()) {
            throw new Failure(
                    ExitCode.USAGE, question + " (" + String.join(", ", choices) + ")", hint);
        }
        for (int i = 0; i < choices.size(); i++) {
            err.println("  " + (i + 1) + "  " + Plain.text(choices.get(i)));
        }
        while (true) {
            Optional<String> chosen = among(choices, line(question));
            if (chosen.isPresent()) {
                return chosen.orElseThrow();
            }
            err.println("a number from 1 to " + choices.size() + ", please");
        }
    }

    private static Optional<String> among(List<String> choices, String answer) {
        if (answer.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(answer);
            return number >= 1 && number <= choices.size()
                    ? Optional.of(choices.get(number - 1))
                    : Optional.empty();
        }
        return choices.stream().filter(answer::equals).findFirst();
    }

    private String typed() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int key = in.read();
            switch (key) {
                case '\r', '\n' -> {
                    return line.toString().strip();
                }
                case CTRL_C, CTRL_D, -1 -> throw new Failure(ExitCode.INTERRUPTED, "interrupted");
                case BACKSPACE, DELETE -> line.setLength(Math.max(0, line.length() - 1));
                case CTRL_U -> line.setLength(0);
                default -> {
                    if (key >= ' ' && line.length() < LONGEST_LINE) {
                        line.append((char) key);
                    }
                }
            }
        }
    }
}
