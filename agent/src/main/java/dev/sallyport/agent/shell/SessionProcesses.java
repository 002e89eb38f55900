package dev.sallyport.agent.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Which processes belong to a terminal's session. A shell puts every job into a group of its own,
/// so the group of the shell would not be enough.
final class SessionProcesses {
    private static final Path PROC = Path.of("/proc");

    private SessionProcesses() {}

    static List<Integer> of(int leader) {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,9}"))
                    .filter(pid -> session(pid).orElse(-1) == leader)
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of(leader);
        }
    }

    private static OptionalInt session(String pid) {
        try {
            byte[] stat = Files.readAllBytes(PROC.resolve(pid).resolve("stat"));
            return parseSession(new String(stat, StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            // Ended while we looked.
            return OptionalInt.empty();
        }
    }

    /// The sixth field of `/proc/PID/stat`. The second is the program's name in parentheses and may
    /// hold blanks and parentheses itself, so counting starts behind the last one.
    static OptionalInt parseSession(String stat) {
        String[] rest = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 5);
        try {
            return rest.length < 4
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(rest[3]));
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }
}
