package dev.sallyport.agent.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs small scripts as an account of this machine, with that account's rights and no others: what
/// they do to its files, the account could have done itself.
public final class AsAccount {
    private static final int LARGEST = 4 << 20;
    private static final int LIMIT_SECONDS = 30;

    private final Users users;

    public AsAccount(Users users) {
        this.users = users;
    }

    /// Runs `script` in `sh`, with the account's home directory as `HOME`, `input` on its standard
    /// input; gives what it wrote. An exit code other than 0 is an error, with what it said.
    public byte[] run(String account, String script, byte[] input)
            throws IOException, InterruptedException {
        User user =
                users.find(account)
                        .orElseThrow(
                                () -> new IOException("this machine has no account " + account));
        List<String> words = new ArrayList<>(becoming(user));
        words.addAll(List.of("/bin/sh", "-c", script));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", user.home()));
        Process process = builder.start();
        try {
            return talk(process, input);
        } finally {
            end(process);
        }
    }

    /// Starts a program as the account, and leaves it to the caller. What it complains about goes
    /// where the agent's own complaints go.
    public Process start(User user, List<String> command, Map<String, String> environment)
            throws IOException {
        List<String> words = new ArrayList<>(becoming(user));
        words.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(new File("/"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", user.home()));
        return builder.start();
    }

    private List<String> becoming(User user) throws IOException {
        User own = users.own();
        if (own.uid() == user.uid()) {
            return List.of();
        }
        if (!own.isRoot()) {
            throw new IOException(
                    "the agent runs as " + own.name() + " and cannot become " + user.name());
        }
        try {
            return ShellPlan.becoming(user);
        } catch (StartRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] talk(Process process, byte[] input)
            throws IOException, InterruptedException {
        Thread writing = Thread.ofVirtual().start(() -> write(process, input));
        Thread.ofVirtual().start(() -> watch(process));
        CompletableFuture<byte[]> complaint = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> complaint.complete(complaintOf(process)));
        byte[] output = process.getInputStream().readNBytes(LARGEST + 1);
        if (output.length > LARGEST) {
            end(process);
            throw new IOException("more than " + LARGEST + " bytes were written");
        }
        int code = process.waitFor();
        writing.join();
        if (code != 0) {
            String said = new String(complaint.join(), StandardCharsets.UTF_8).strip();
            throw new IOException(said.isEmpty() ? "the script ended with code " + code : said);
        }
        return output;
    }

    private static void write(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException _) {
            // It did not want all of it: its exit code says why.
        }
    }

    // The rest is thrown away, so that no program waits for a reader of its complaints.
    private static byte[] complaintOf(Process process) {
        try (InputStream in = process.getErrorStream()) {
            byte[] first = in.readNBytes(500);
            in.transferTo(OutputStream.nullOutputStream());
            return first;
        } catch (IOException _) {
            return new byte[0];
        }
    }

    private static void watch(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                end(process);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // With what it has started: a child of it would hold the pipes open. The shell first, for one
    // that sees its child die goes on with the next.
    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
