package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Our own command line, as built.
@ExtendWith(SharedSallyport.class)
class OwnCliTest {
    @Test
    void listsTheNodeAsJson(Sallyport sallyport) throws Exception {
        Run run = sallyport.cli("", "nodes", "--json");

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains(sallyport.node()).doesNotContain("\u001b");
    }

    @Test
    void runsAShellFromAPipe(Sallyport sallyport) throws Exception {
        Run run = sallyport.cli("echo $((6*7))-piped\nexit\n", "shell", sallyport.node());

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains("42-piped");
    }

    @Test
    void saysWhatItDoesNotKnow(Sallyport sallyport) throws Exception {
        Run run = sallyport.cli("", "shell", "no-such-node");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errors()).contains("no-such-node");
    }
}
