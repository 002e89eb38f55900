package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.RandomPolicies.Asked;
import dev.sallyport.policy.RandomPolicies.Rule;
import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The compiled, indexed evaluator against the naive one.
class EvaluatorsAgreeTest {
    @Provide
    Arbitrary<List<Rule>> rules() {
        return RandomPolicies.rules().list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Asked> requests() {
        return RandomPolicies.requests();
    }

    @Property(tries = 5_000)
    void decideAlike(@ForAll("rules") List<Rule> rules, @ForAll("requests") Asked asked) {
        PrincipalPolicies policies = PrincipalPolicies.ofIdentity(index(rules));
        Request request = request(asked);

        assertThat(word(Authorizer.decide(policies, request)))
                .isEqualTo(NaiveEvaluator.decide(rules, asked));
    }

    @Property(tries = 1_000)
    void explanationsAgreeWithTheDecision(
            @ForAll("rules") List<Rule> rules, @ForAll("requests") Asked asked) {
        PrincipalPolicies policies = PrincipalPolicies.ofIdentity(index(rules));
        Explanation explanation = Authorizer.explain(policies, Optional.empty(), request(asked));

        boolean denied =
                explanation.matched().stream()
                        .anyMatch(finding -> rules.get(number(finding)).deny());
        String told = denied ? "explicit" : explanation.matched().isEmpty() ? "implicit" : "allow";
        assertThat(told).isEqualTo(word(explanation.decision()));
        assertThat(explanation.remedies().isEmpty()).isEqualTo(told.equals("allow"));
    }

    // Each rule is a policy of its own, named by its number.
    private static int number(Explanation.Finding finding) {
        return Integer.parseInt(finding.policy());
    }

    private static PolicyIndex index(List<Rule> rules) {
        List<CompiledPolicy> policies = new ArrayList<>();
        for (Rule rule : rules) {
            String json = "{\"Version\":\"2012-10-17\",\"Statement\":" + rule.json() + "}";
            PolicyOutcome outcome = Policies.parse(json, PolicyKind.IDENTITY);
            assertThat(outcome).as(json).isInstanceOf(PolicyOutcome.Parsed.class);
            policies.add(
                    CompiledPolicy.compile(
                            String.valueOf(policies.size()),
                            ((PolicyOutcome.Parsed) outcome).policy()));
        }
        return PolicyIndex.of(policies);
    }

    private static Request request(Asked asked) {
        return Request.of(
                new Principal.User("1", "arn:aws:iam::1:user/alice", "AIDA"),
                asked.action(),
                List.of(asked.resource()),
                name -> asked.keys().getOrDefault(name, List.of()));
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "allow";
            case Decision.ExplicitDeny _ -> "explicit";
            case Decision.ImplicitDeny _ -> "implicit";
        };
    }
}
