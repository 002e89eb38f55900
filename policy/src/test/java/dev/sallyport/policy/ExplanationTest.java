package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.language.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Principal ALICE =
            new Principal.User("111122223333", "arn:aws:iam::111122223333:user/alice", "AIDAALICE");
    private static final String NODE =
            "arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718";

    private static Explanation explain(PrincipalPolicies policies, Map<String, List<String>> keys) {
        return Authorizer.explain(
                policies,
                Optional.empty(),
                Request.of(ALICE, "ssm:StartSession", List.of(NODE), ConditionKeys.of(keys)));
    }

    private static PrincipalPolicies identity(String... policies) {
        return PrincipalPolicies.ofIdentity(Written.index(List.of(policies)));
    }

    @Test
    void namesTheConditionWithWhatItWantedAndSaw() {
        Explanation explanation =
                explain(
                        identity("seeds/004-tag.json"),
                        Map.of("ssm:resourceTag/team", List.of("b")));

        assertThat(explanation.decision()).isEqualTo(new Decision.ImplicitDeny(Layer.IDENTITY));
        assertThat(explanation.findings()).hasSize(1);
        assertThat(explanation.findings().getFirst().verdict())
                .isEqualTo(
                        new Explanation.Verdict.Unfulfilled(
                                List.of(
                                        new Explanation.FailedCondition(
                                                "StringEquals",
                                                "ssm:resourceTag/team",
                                                List.of("a"),
                                                List.of("b")))));
        assertThat(explanation.missingKeys()).isEmpty();
        assertThat(explanation.remedies())
                .isEqualTo(
                        List.of(
                                "seeds/004-tag.json, statement 1 would allow it but for StringEquals"
                                        + " ssm:resourceTag/team: wanted a, seen b"));
    }

    @Test
    void namesTheKeysThatAreMissing() {
        Explanation explanation = explain(identity("seeds/000.json"), Map.of());

        assertThat(explanation.missingKeys()).isEqualTo(List.of("aws:MultiFactorAuthPresent"));
        assertThat(explanation.remedies().getFirst()).contains("the request has none");
    }

    @Test
    void namesTheStatementThatDenies() {
        Explanation explanation =
                explain(
                        identity("seeds/003-deny.json", "A ssm:* *"),
                        Map.of("aws:MultiFactorAuthPresent", List.of("false")));

        assertThat(explanation.matched())
                .extracting(Explanation.Finding::name)
                .containsExactly(
                        "seeds/003-deny.json, DenyAllExceptListedIfNoMFA",
                        "A ssm:* *, statement 1");
        assertThat(explanation.remedies()).hasSize(1);
        assertThat(explanation.remedies().getFirst())
                .startsWith("seeds/003-deny.json, DenyAllExceptListedIfNoMFA denies it")
                .contains("BoolIfExists aws:MultiFactorAuthPresent");
    }

    @Test
    void namesTheResourcesAStatementIsFor() {
        Explanation explanation = explain(identity("A ssm:StartSession DEF"), Map.of());

        assertThat(explanation.findings().getFirst().verdict())
                .isEqualTo(
                        new Explanation.Verdict.OtherResource(
                                List.of(Written.name("DEF")), List.of(NODE)));
    }

    @Test
    void saysSoWhenNothingSpeaksOfTheAction() {
        assertThat(explain(identity("A s3:* *"), Map.of()).remedies())
                .containsExactly("no statement of an identity-based policy allows the action");
    }

    @Test
    void looksForTheRemedyInTheLayerThatLacksIt() {
        PrincipalPolicies policies =
                identity("A ssm:* *")
                        .withBoundary(Written.index(List.of("A ssm:StartSession DEF")));

        Explanation explanation = explain(policies, Map.of());

        assertThat(explanation.decision()).isEqualTo(new Decision.ImplicitDeny(Layer.BOUNDARY));
        assertThat(explanation.remedies()).hasSize(1);
        assertThat(explanation.remedies().getFirst()).contains("would allow it on");
    }

    @Test
    void tellsWhenAKeyIsAnothers() {
        Explanation explanation =
                Authorizer.explain(
                        identity("A kms:* *"),
                        Optional.of(
                                ResourcePolicy.ofKey(
                                        "111122223333",
                                        List.of(
                                                Written.compiled(
                                                        "[arn:aws:iam::111122223333:user/bob] A"
                                                                + " kms:* *",
                                                        PolicyKind.RESOURCE)))),
                        Request.of(
                                ALICE,
                                "kms:Decrypt",
                                List.of(Written.name("KEY")),
                                ConditionKeys.NONE));

        assertThat(explanation.findings().getLast().verdict())
                .isEqualTo(new Explanation.Verdict.OtherPrincipal());
    }

    @Test
    void answersInAwssWords() {
        String start = "User: arn is not authorized to perform: ssm:StartSession on resource: r ";
        assertThat(new Decision.ImplicitDeny(Layer.IDENTITY).text("arn", "ssm:StartSession", "r"))
                .isEqualTo(
                        start
                                + "because no identity-based policy allows the ssm:StartSession"
                                + " action");
        assertThat(new Decision.ImplicitDeny(Layer.BOUNDARY).text("arn", "ssm:StartSession", "r"))
                .isEqualTo(
                        start
                                + "because no permissions boundary allows the ssm:StartSession"
                                + " action");
        assertThat(new Decision.ExplicitDeny(Layer.SESSION).text("arn", "ssm:StartSession", "r"))
                .isEqualTo(start + "with an explicit deny in a session policy");
        assertThat(new Decision.ImplicitDeny(Layer.TRUST).text("arn", "sts:AssumeRole", "r"))
                .endsWith("because no role trust policy allows the sts:AssumeRole action");
        assertThatThrownBy(() -> new Decision.Allowed(Layer.IDENTITY).text("arn", "ssm:X", "r"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void callsAPolicyByItsNewName() {
        CompiledPolicy policy =
                Written.compiled("A ssm:* *", PolicyKind.IDENTITY).named("operators");

        Explanation explanation =
                explain(PrincipalPolicies.ofIdentity(PolicyIndex.of(List.of(policy))), Map.of());

        assertThat(explanation.matched())
                .extracting(Explanation.Finding::name)
                .containsExactly("operators, statement 1");
    }
}
