package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Program;
import dev.sallyport.interop.Run;
import dev.sallyport.interop.Sallyport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Somebody with keys at a terminal of theirs.
record Person(Sallyport sallyport, Boto boto, String name, Keys keys) {
    // Debian's is older than the endpoint variable.
    private static final String AWS =
            "aws() { /usr/bin/aws --endpoint-url \"$AWS_ENDPOINT_URL\" \"$@\"; }\n";
    private static final Path PLUGIN = Sallyport.home().resolve("interop/src/test/plugin");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /// The same person with other keys.
    Person with(Keys others) {
        return new Person(sallyport, boto, name, others);
    }

    /// Types a line at a shell, in which `aws` is Debian's, pointed at the server, and `$N` the
    /// node by its `i-` name.
    Run types(String line) throws IOException {
        return Run.of(List.of("/bin/bash", "-c", AWS + line), environment(), "", LIMIT);
    }

    /// Types a line that must succeed.
    String gets(String line) throws IOException {
        Run run = types(line);
        assertThat(run.status()).as("%s: %s", line, run.errors()).isZero();
        return run.output().strip();
    }

    /// Types a line that must fail, and reads why.
    String isRefused(String line) throws IOException {
        Run run = types(line);
        assertThat(run.status()).as("%s: %s", line, run.output()).isNotZero();
        return run.errors().strip();
    }

    /// @see Boto#call
    Answer call(String operation, Object... parameters) {
        return boto.call(keys, operation, parameters);
    }

    /// A shell on the node, by our own command line.
    Program shell() throws IOException {
        return Program.start(
                List.of(
                        Sallyport.home().resolve("bin/sallyport").toString(),
                        "shell",
                        sallyport.node(),
                        "--escape",
                        "none"),
                environment());
    }

    /// What they exported.
    Map<String, String> environment() {
        Map<String, String> variables = sallyport.environment();
        variables.putAll(keys.variables());
        variables.put("N", sallyport.node().replaceFirst("mi-", "i-"));
        variables.put("PATH", PLUGIN + ":" + System.getenv("PATH"));
        return variables;
    }
}
