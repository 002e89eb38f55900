package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Statements and layers, case by case.
class CombinedCasesTest {
    @TestFactory
    Stream<DynamicTest> decides() {
        return Case.table("cases-combined.txt").stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.id(),
                                () -> assertThat(row.answer()).startsWith(row.expected())));
    }
}
