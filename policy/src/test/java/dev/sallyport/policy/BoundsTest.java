package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.Template;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Input made to cost time. A search with unbounded backtracking would never come back from it.
class BoundsTest {
    private static final int MANY = 10_000;

    private static boolean matches(String pattern, String text) {
        return Glob.compile(Template.read(pattern, true, true), false)
                .matches(text, ConditionKeys.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "*a*", "*?", "a*", "*ab"})
    void matchesTenThousandWildcardsInBoundedTime(String part) {
        String pattern = part.repeat(MANY);
        String text = "a".repeat(MANY);

        assertThat(matches(pattern + "b", text)).isFalse();
        boolean fits = !part.equals("*ab");
        assertThat(matches(pattern, text)).isEqualTo(fits);
    }

    @Test
    void takesARowOfStarsForOne() {
        assertThat(Template.read("*".repeat(MANY), true, true).tokens()).hasSize(1);
        assertThat(matches("*".repeat(MANY), "a".repeat(MANY))).isTrue();
    }

    @Test
    void fillsAPatternOfVariablesWithLongValues() {
        Glob glob = Glob.compile(Template.read("${k}*".repeat(200) + "b", true, true), false);
        String value = "a".repeat(200);

        boolean fits =
                glob.matches("a".repeat(60_000), ConditionKeys.of(Map.of("k", List.of(value))));

        assertThat(fits).isFalse();
    }

    @Test
    void decidesUnderAThousandPolicies() {
        List<CompiledPolicy> policies =
                IntStream.range(0, 1_000)
                        .mapToObj(number ->
                                Written.compiled(
                                                "A ssm:StartSession arn:aws:ec2:*:*:instance/i-"
                                                        + number,
                                                PolicyKind.IDENTITY)
                                        .named("policy " + number))
                        .toList();
        PrincipalPolicies principal = PrincipalPolicies.ofIdentity(PolicyIndex.of(policies));

        assertThat(decide(principal, "arn:aws:ec2:r:1:instance/i-999").isAllowed()).isTrue();
        assertThat(decide(principal, "arn:aws:ec2:r:1:instance/i-1000").isAllowed()).isFalse();
    }

    private static Decision decide(PrincipalPolicies principal, String resource) {
        return Authorizer.decide(
                principal,
                Request.of(
                        new Principal.User("1", "arn", "AIDA"),
                        "ssm:StartSession",
                        List.of(resource),
                        ConditionKeys.NONE));
    }
}
