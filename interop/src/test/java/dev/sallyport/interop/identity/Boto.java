package dev.sallyport.interop.identity;

import dev.sallyport.interop.Sallyport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/// Debian's boto3 in a process that stays, for starting one takes as long as a hundred calls.
final class Boto implements AutoCloseable {
    private final String endpoint;
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Boto(Sallyport sallyport) throws IOException {
        this.endpoint = sallyport.endpoint();
        ProcessBuilder builder =
                new ProcessBuilder(
                                "/usr/bin/python3",
                                Sallyport.home()
                                        .resolve("interop/src/test/python/calls.py")
                                        .toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(sallyport.environment());
        this.process = builder.start();
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// @param operation service and method as boto3 names them: `iam.create_user`
    /// @param parameters names and values by turns
    synchronized Answer call(Keys keys, String operation, Object... parameters) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i].toString(), parameters[i + 1]);
        }
        Map<String, Object> call =
                Map.of(
                        "endpoint",
                        endpoint,
                        "operation",
                        List.of(operation.split("[.]", -1)),
                        "keys",
                        List.of(keys.id(), keys.secret(), keys.token()),
                        "parameters",
                        named);
        try {
            in.write(JsonMapper.shared().writeValueAsString(call));
            in.write('\n');
            in.flush();
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("boto3 ended at " + operation);
            }
            return Answer.of(Sallyport.json(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
