package dev.sallyport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.sigv4.Verification;
import dev.sallyport.server.access.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is measured must be what it says.
class BenchmarksTest {
    @ParameterizedTest
    @ValueSource(strings = {"mixed", "alike"})
    void decidesByTheLastPolicy(String kind) {
        DecisionBench bench = new DecisionBench();
        bench.policies = 100;
        bench.kind = kind;
        bench.compile();

        assertThat(bench.decide().isAllowed()).isTrue();
    }

    @Test
    void allowsTheSession() {
        StartSessionBench bench = new StartSessionBench();
        bench.policies = 10;
        bench.others = 1_000;
        bench.open();

        assertThat(bench.decide()).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void readsNothingOnceTheAccountIsKnown() {
        StartSessionBench bench = new StartSessionBench();
        bench.policies = 10;
        bench.open();
        int reads = bench.reads();
        for (int i = 0; i < 1_000; i++) {
            bench.decide();
        }

        assertThat(bench.reads()).isEqualTo(reads);
    }

    @Test
    void provesTheSignature() {
        assertThat(new SignatureBench().verify()).isInstanceOf(Verification.Valid.class);
    }
}
