package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Debian's boto3.
@ExtendWith(SharedSallyport.class)
class Boto3Test {
    @Test
    void startsFindsResumesAndTerminatesASession(Sallyport sallyport) throws Exception {
        Run run =
                Run.of(
                        List.of(
                                "/usr/bin/python3",
                                Sallyport.home()
                                        .resolve("interop/src/test/python/sessions.py")
                                        .toString(),
                                sallyport.endpoint(),
                                sallyport.node()),
                        sallyport.environment(),
                        "",
                        Duration.ofMinutes(1));

        assertThat(run.errors()).isEmpty();
        assertThat(run.output().strip()).isEqualTo("OK");
    }
}
