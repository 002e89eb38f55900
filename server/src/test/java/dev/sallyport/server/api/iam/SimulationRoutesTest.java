package dev.sallyport.server.api.iam;

import static dev.sallyport.server.api.iam.IamRig.assertFault;
import static dev.sallyport.server.api.iam.SimulationRig.ALICE;
import static dev.sallyport.server.api.iam.SimulationRig.BOB;
import static dev.sallyport.server.api.iam.SimulationRig.DB;
import static dev.sallyport.server.api.iam.SimulationRig.START;
import static dev.sallyport.server.api.iam.SimulationRig.WEB;
import static dev.sallyport.server.api.iam.SimulationRig.allow;
import static dev.sallyport.server.api.iam.SimulationRig.allowIf;
import static dev.sallyport.server.api.iam.SimulationRig.deny;
import static dev.sallyport.server.api.iam.SimulationRig.entry;
import static dev.sallyport.server.api.iam.SimulationRig.ofAlice;
import static dev.sallyport.server.api.iam.SimulationRig.place;
import static dev.sallyport.server.api.iam.SimulationRig.policy;
import static dev.sallyport.server.api.iam.SimulationRig.sources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.api.iam.model.EvaluationResult;
import dev.sallyport.server.api.iam.model.GetContextKeysForCustomPolicyRequest;
import dev.sallyport.server.api.iam.model.GetContextKeysForPrincipalPolicyRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.SimulateCustomPolicyRequest;
import dev.sallyport.server.identity.directory.AwsPolicies;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.People;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationRoutesTest {
    private final SimulationRig stage = new SimulationRig();

    @Test
    void namesEveryStatementThatAllows() {
        Group team = stage.rig.office.groups.create("team", Optional.empty());
        stage.rig.office.groups.add("team", "alice");
        stage.rig.office.directory.change(roster ->
                new Directory.Changed<>(
                        roster.with(
                                roster.group(team.name())
                                        .withGrants(
                                                Grants.NONE.withInline(
                                                        "shells", policy(allow(START, "*"))))),
                        true));
        stage.give(
                "alice",
                Grants.NONE
                        .attach(AwsPolicies.ADMINISTRATOR_ACCESS)
                        .withInline("own", policy(allow("iam:*", "*"), allow("ssm:Start*", "*"))));

        EvaluationResult result = stage.one(ofAlice(START));

        assertThat(result.evalActionName()).isEqualTo(START);
        assertThat(result.evalResourceName()).contains("*");
        assertThat(result.evalDecision()).isEqualTo("allowed");
        assertThat(sources(result.matchedStatements()))
                .containsExactly(
                        "IAM Policy AdministratorAccess",
                        "IAM Policy user_alice_own",
                        "IAM Policy group_team_shells");
        assertThat(place(result.matchedStatements().get(1))).isEqualTo("1:92-1:147");
        assertThat(result.missingContextValues()).isEmpty();
        assertThat(result.resourceSpecificResults()).isEmpty();
        assertThat(result.permissionsBoundaryDecisionDetail()).isEmpty();
    }

    @Test
    void namesOnlyTheDenialsWhereSomethingDenies() {
        stage.give(
                "alice",
                Grants.NONE.withInline("own", policy(allow("ssm:*", "*"), deny(START, WEB))));

        List<EvaluationResult> results =
                stage.simulate(ofAlice(START).resourceArns(List.of(WEB, DB)));

        assertThat(results)
                .extracting(it -> it.evalDecision() + " " + it.evalResourceName().orElseThrow())
                .containsExactly("explicitDeny " + WEB, "allowed " + DB);
        assertThat(results.getFirst().matchedStatements()).hasSize(1);
        var specific = results.getFirst().resourceSpecificResults().getFirst();
        assertThat(specific.evalResourceName()).isEqualTo(WEB);
        assertThat(specific.evalResourceDecision()).isEqualTo("explicitDeny");
        assertThat(place(specific.matchedStatements().getFirst())).startsWith("1:92-");
    }

    @Test
    void matchesNothingWhereNothingSpeaks() {
        EvaluationResult result = stage.one(ofAlice(START));

        assertThat(result.evalDecision()).isEqualTo("implicitDeny");
        assertThat(result.matchedStatements()).isEmpty();
    }

    @Test
    void tellsWhichKeysItWasNotGiven() {
        stage.give(
                "alice",
                Grants.NONE.withInline(
                        "own",
                        policy(
                                allowIf(
                                        "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"},\"StringNotEquals\":{\"ssm:resourceTag/Env\":\"prod\"}}"))));

        EvaluationResult any = stage.one(ofAlice(START));
        assertThat(any.evalDecision()).isEqualTo("implicitDeny");
        assertThat(any.missingContextValues())
                .containsExactly("aws:MultiFactorAuthPresent", "ssm:resourceTag/Env");
        EvaluationResult named = stage.one(ofAlice(START).resourceArns(List.of(WEB)));
        assertThat(named.missingContextValues()).isEmpty();
        assertThat(named.resourceSpecificResults().getFirst().missingContextValues())
                .containsExactly("aws:MultiFactorAuthPresent", "ssm:resourceTag/Env");
        EvaluationResult given =
                stage.one(
                        ofAlice(START)
                                .contextEntries(
                                        List.of(
                                                entry("aws:multifactorauthpresent", "true"),
                                                entry("ssm:ResourceTag/env", "test"))));
        assertThat(given.evalDecision()).isEqualTo("allowed");
        assertThat(given.missingContextValues()).isEmpty();
    }

    @Test
    void knowsWhoTheUserIs() {
        stage.put(stage.rig.office.roster().user("alice").withTags(Map.of("team", "a")));
        stage.give(
                "alice",
                Grants.NONE.withInline(
                        "own",
                        policy(
                                allow(START, "arn:aws:ssm:*:*:managed-instance/${aws:username}-*"),
                                allowIf(
                                        "{\"StringEquals\":{\"aws:PrincipalTag/Team\":\"a\",\"aws:PrincipalArn\":\""
                                                + ALICE
                                                + "\"}}"))));

        assertThat(stage.one(ofAlice(START)).evalDecision()).isEqualTo("allowed");
        assertThat(
                        stage.one(
                                        ofAlice(START)
                                                .contextEntries(
                                                        List.of(
                                                                entry(
                                                                        "aws:PrincipalTag/team",
                                                                        "b"))))
                                .evalDecision())
                .isEqualTo("implicitDeny");
    }

    @Test
    void tellsNothingOfOthers() {
        stage.put(stage.rig.office.roster().user("bob").withTags(Map.of("team", "a")));
        String text = policy(allowIf("{\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}}"));

        EvaluationResult result =
                stage.one(ofAlice(START).policyInputList(List.of(text)).callerArn(BOB));

        assertThat(result.evalDecision()).isEqualTo("implicitDeny");
        assertThat(result.missingContextValues()).containsExactly("aws:PrincipalTag/team");
        assertThat(
                        stage.custom(
                                        SimulateCustomPolicyRequest.builder()
                                                .policyInputList(List.of(text))
                                                .actionNames(List.of(START))
                                                .callerArn(BOB))
                                .evalDecision())
                .isEqualTo("implicitDeny");
    }

    @Test
    void simulatesRolesAndGroups() {
        stage.rig.office.groups.create("team", Optional.empty());
        stage.rig.office.directory.change(roster ->
                new Directory.Changed<>(
                        roster.with(
                                        roster.group("team")
                                                .withGrants(
                                                        Grants.NONE.withInline(
                                                                "shells",
                                                                policy(allow(START, "*")))))
                                .with(
                                        People.role('D', "Dev")
                                                .withGrants(
                                                        Grants.NONE.withInline(
                                                                "shells",
                                                                policy(allow(START, "*"))))),
                        true));

        for (String source : List.of("group/team", "role/Dev")) {
            EvaluationResult result =
                    stage.one(
                            ofAlice(START).policySourceArn("arn:aws:iam::111122223333:" + source));
            assertThat(result.evalDecision()).isEqualTo("allowed");
            assertThat(sources(result.matchedStatements()))
                    .containsExactly("IAM Policy " + source.replace('/', '_') + "_shells");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:user/nobody",
                "arn:aws:iam::111122223333:user/Alice",
                "arn:aws:iam::111122223333:user/path/alice",
                "arn:aws:iam::111122223333:role/alice",
                "arn:aws:iam::444455556666:user/alice"
            })
    void findsNobodyUnderAnotherArn(String arn) {
        assertFault(
                "NoSuchEntity",
                "Unable to retrieve specified IAM entity.",
                () -> stage.simulate(ofAlice(START).policySourceArn(arn)));
        assertFault(
                "NoSuchEntity",
                "Unable to retrieve specified IAM entity.",
                () ->
                        stage.rig.call(
                                Iam.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
                                new GetContextKeysForPrincipalPolicyRequest(arn, List.of())));
    }

    @Test
    void isDecidedOnWhomItIsAbout() {
        assertThat(stage.rig.resources(Iam.SIMULATE_PRINCIPAL_POLICY, ofAlice(START).build()))
                .containsExactly(ALICE);
        assertThat(
                        stage.rig.resources(
                                Iam.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
                                new GetContextKeysForPrincipalPolicyRequest(ALICE, List.of())))
                .containsExactly(ALICE);
        assertThat(
                        stage.rig.resources(
                                Iam.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
                                new GetContextKeysForCustomPolicyRequest(List.of())))
                .containsExactly("*");
    }
}
