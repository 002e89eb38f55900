package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every operator with its values, row by row.
class ConditionCasesTest {
    @TestFactory
    Stream<DynamicTest> holds() {
        return Written.resource("cases-conditions.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
    }

    private static void check(String line) {
        String[] cells = line.split(" \\| ", -1);
        assertThat(cells).hasSize(4);
        String json =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                        + "\"Resource\":\"*\",\"Condition\":{\""
                        + cells[0]
                        + "\":{\"test:Key\":["
                        + values(cells[1]).stream()
                                .map(value -> "\"" + value + "\"")
                                .collect(Collectors.joining(","))
                        + "]}}}}";
        PolicyOutcome outcome = Policies.parse(json, PolicyKind.IDENTITY);
        assertThat(outcome).isInstanceOf(PolicyOutcome.Parsed.class);
        CompiledPolicy policy =
                CompiledPolicy.compile("test", ((PolicyOutcome.Parsed) outcome).policy());
        ConditionKeys keys =
                ConditionKeys.of(
                        Map.of(
                                "test:key", values(cells[2]),
                                "v:Name", List.of("alice"),
                                "v:star", List.of("a*c"),
                                "v:two", List.of("one", "two"),
                                "v:yes", List.of("true")));
        Decision decision =
                Authorizer.decide(
                        PrincipalPolicies.ofIdentity(PolicyIndex.of(List.of(policy))),
                        Request.of(
                                new Principal.User("1", "arn", "AIDA"),
                                "test:Act",
                                List.of(Request.NO_RESOURCE),
                                keys));
        assertThat(decision.isAllowed() ? "yes" : "no").isEqualTo(cells[3]);
    }

    private static List<String> values(String cell) {
        if (cell.equals("-")) {
            return List.of();
        }
        return Arrays.stream(cell.split(",(?![^{]*\\})", -1))
                .map(value -> value.equals("~") ? "" : value)
                .toList();
    }
}
