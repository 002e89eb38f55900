package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cases P01 to P85 a policy engine of this field has to decide rightly.
class AcceptanceCasesTest {
    @TestFactory
    Stream<DynamicTest> decides() {
        return Case.table("cases-p.txt").stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.id(),
                                () -> assertThat(row.answer()).startsWith(row.expected())));
    }

    @Test
    void leavesOutNoCase() {
        Stream<String> ids =
                Case.table("cases-p.txt").stream().map(row -> row.id().substring(0, 3));
        // P84 is about what is refused before anything is decided: below.
        assertThat(ids.distinct()).hasSize(84).doesNotContain("P84");
    }

    @ParameterizedTest(name = "P84: {0}")
    @ValueSource(
            strings = {
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\"}}",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\"}}"
            })
    void refusesWhatSaysNothingOrSaysItInTheWrongCase(String json) {
        assertThat(Policies.parse(json, PolicyKind.IDENTITY))
                .isInstanceOf(PolicyOutcome.Malformed.class);
    }
}
