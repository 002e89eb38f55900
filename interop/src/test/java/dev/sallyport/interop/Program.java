package dev.sallyport.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// A program that runs beside the test: typed to, read from, and in the end gone.
public final class Program implements AutoCloseable {
    private final Process process;
    private final OutputStream in;
    private final AtomicReference<String> output = new AtomicReference<>("");

    private Program(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        Thread.ofVirtual().start(() -> collect(process.getInputStream()));
    }

    public static Program start(List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    private void collect(InputStream from) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            append("[closed]");
        }
    }

    private void append(String more) {
        var _ = output.accumulateAndGet(more, String::concat);
    }

    public void type(String text) throws IOException {
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    public String output() {
        return output.get();
    }

    /// Waits until the output holds `text`; fails with what was there.
    public void await(String text) {
        Waiting.until(
                () -> output().contains(text) || (!process.isAlive() && output().contains(text)),
                Duration.ofSeconds(60),
                () -> "no '" + text + "' in: " + output());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// As `kill -9`.
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    public int awaitEnd() {
        try {
            return process.onExit().get(60, TimeUnit.SECONDS).exitValue();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("did not end: " + output(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
