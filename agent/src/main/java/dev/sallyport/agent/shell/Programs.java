package dev.sallyport.agent.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs small programs of the system and finds where they are. No command interpreter is involved.
final class Programs {
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin");
    private static final int MAX_OUTPUT = 65_536;
    private static final int LIMIT_SECONDS = 30;

    private Programs() {}

    /// How a program ended and what it wrote, both streams together.
    record Result(int code, String output) {}

    /// The full path of a program, looked for only where root installs programs.
    static Optional<String> find(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static Result run(List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", String.join(":", FOLDERS), "LANG", "C.UTF-8"));
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(words.getFirst() + ": no end within " + LIMIT_SECONDS + " s");
        }
        return new Result(process.exitValue(), new String(output, StandardCharsets.UTF_8).strip());
    }
}
