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
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.server.api.iam.model.EvaluationResult;
import dev.sallyport.server.api.iam.model.GetContextKeysForCustomPolicyRequest;
import dev.sallyport.server.api.iam.model.GetContextKeysForPrincipalPolicyRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.SimulateCustomPolicyRequest;
import dev.sallyport.server.api.iam.model.SimulatePolicyResponse;
import dev.sallyport.server.identity.directory.Grants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What else a simulation is told, and what it refuses.
class SimulationLimitsTest {
    private final SimulationRig stage = new SimulationRig();

    @Test
    void staysWithinTheBoundary() {
        stage.rig.office.policies.create(
                "Wall", Optional.empty(), policy(allow("ssm:*", WEB)), "", Map.of());
        stage.give(
                "alice",
                Grants.NONE
                        .withInline("own", policy(allow("ssm:*", "*")))
                        .withBoundary(Optional.of("arn:aws:iam::111122223333:policy/Wall")));

        List<EvaluationResult> results =
                stage.simulate(ofAlice(START).resourceArns(List.of(WEB, DB)));
        assertThat(results)
                .extracting(
                        EvaluationResult::evalDecision,
                        it ->
                                it.permissionsBoundaryDecisionDetail()
                                        .orElseThrow()
                                        .allowedByPermissionsBoundary()
                                        .orElseThrow())
                .containsExactly(tuple("allowed", true), tuple("implicitDeny", false));
        assertThat(sources(results.getFirst().matchedStatements()))
                .containsExactly("IAM Policy user_alice_own");
        // Another one in its place.
        assertThat(
                        stage.one(
                                        ofAlice(START)
                                                .resourceArns(List.of(WEB))
                                                .permissionsBoundaryPolicyInputList(
                                                        List.of(policy(deny("ssm:*", "*")))))
                                .matchedStatements())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.sourcePolicyId())
                                .contains("PermissionsBoundaryPolicyInputList.1"));
    }

    @Test
    void triesOutPoliciesNobodyHas() {
        EvaluationResult result =
                stage.custom(
                        SimulateCustomPolicyRequest.builder()
                                .policyInputList(
                                        List.of(
                                                policy(allow("s3:*", "*")),
                                                policy(allow("ssm:*", WEB))))
                                .actionNames(List.of(START))
                                .resourceArns(List.of(WEB)));

        assertThat(result.evalDecision()).isEqualTo("allowed");
        assertThat(sources(result.matchedStatements()))
                .containsExactly("IAM Policy PolicyInputList.2");
        // Column 41, as recorded for a policy of one line.
        assertThat(place(result.matchedStatements().getFirst())).startsWith("1:41-1:");
    }

    @Test
    void listensToTheResourcesPolicy() {
        String text =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                        + ALICE
                        + "\"},\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}}";
        SimulateCustomPolicyRequest.Builder input =
                SimulateCustomPolicyRequest.builder()
                        .policyInputList(List.of(policy(deny("ec2:*", "*"))))
                        .actionNames(List.of("s3:GetObject"))
                        .resourceArns(List.of("arn:aws:s3:::logs/x"))
                        .resourcePolicy(text);

        assertFault(
                "InvalidInput",
                "CallerArn is required when a resource policy is simulated.",
                () -> stage.custom(input));
        EvaluationResult alice = stage.custom(input.callerArn(ALICE));
        assertThat(alice.evalDecision()).isEqualTo("allowed");
        assertThat(sources(alice.matchedStatements()))
                .containsExactly("Resource Policy ResourcePolicy");
        assertThat(stage.custom(input.callerArn(BOB)).evalDecision()).isEqualTo("implicitDeny");
        // In another account both sides must allow.
        assertThat(
                        stage.custom(
                                        input.callerArn(ALICE)
                                                .resourceOwner("arn:aws:iam::444455556666:root"))
                                .evalDecision())
                .isEqualTo("implicitDeny");
    }

    @Test
    void takesARolesTrustPolicyForAResourcesPolicy() {
        String trust =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"}}";
        SimulateCustomPolicyRequest.Builder input =
                SimulateCustomPolicyRequest.builder()
                        .actionNames(List.of("sts:AssumeRole"))
                        .resourceArns(List.of("arn:aws:iam::111122223333:role/Dev"))
                        .callerArn(ALICE)
                        .resourcePolicy(trust);

        assertThat(
                        stage.custom(input.policyInputList(List.of(policy(allow("sts:*", "*")))))
                                .evalDecision())
                .isEqualTo("allowed");
        assertThat(
                        stage.custom(input.policyInputList(List.of(policy(allow("ssm:*", "*")))))
                                .evalDecision())
                .isEqualTo("implicitDeny");
    }

    @Test
    void showsAPageAtATime() {
        List<String> seen = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        int pages = 0;
        do {
            SimulatePolicyResponse page =
                    stage.rig.call(
                            Iam.SIMULATE_PRINCIPAL_POLICY,
                            ofAlice(START, "ssm:ResumeSession", "ssm:SendCommand")
                                    .resourceArns(List.of(WEB, DB))
                                    .maxItems(4)
                                    .marker(marker)
                                    .build());
            page.evaluationResults()
                    .forEach(
                            it -> seen.add(it.evalActionName() + it.evalResourceName().orElse("")));
            marker = page.marker();
            assertThat(page.isTruncated()).contains(marker.isPresent());
            pages++;
        } while (marker.isPresent());

        assertThat(pages).isEqualTo(2);
        assertThat(seen)
                .containsExactly(
                        START + WEB,
                        START + DB,
                        "ssm:ResumeSession" + WEB,
                        "ssm:ResumeSession" + DB,
                        "ssm:SendCommand" + WEB,
                        "ssm:SendCommand" + DB);
    }

    @Test
    void refusesWhatItCannotImagine() {
        assertFault(
                "InvalidInput",
                "Invalid action name: ssm:* (expected: service:Operation, without wildcards)",
                () -> stage.simulate(ofAlice("ssm:*")));
        assertFault(
                "InvalidInput",
                "Invalid CallerArn: arn:aws:iam::111122223333:role/Dev (expected: the ARN of an IAM"
                        + " user)",
                () ->
                        stage.simulate(
                                ofAlice(START).callerArn("arn:aws:iam::111122223333:role/Dev")));
        assertFault(
                "InvalidInput",
                "Syntax errors in policy. (line 1, column 1: unexpected \"n\")",
                () -> stage.simulate(ofAlice(START).policyInputList(List.of("nonsense"))));
    }

    @Test
    void refusesContradictions() {
        assertFault(
                "InvalidInput",
                "Only one permissions boundary can be simulated.",
                () ->
                        stage.simulate(
                                ofAlice(START)
                                        .permissionsBoundaryPolicyInputList(
                                                List.of(policy(), policy()))));
        assertFault(
                "InvalidInput",
                "Context key aws:userid is there twice.",
                () ->
                        stage.simulate(
                                ofAlice(START)
                                        .contextEntries(
                                                List.of(
                                                        entry("aws:UserId", "a"),
                                                        entry("aws:userid", "b")))));
        assertFault(
                "InvalidInput",
                "ResourceHandlingOption EC2-VPC-InstanceStore is not supported.",
                () ->
                        stage.simulate(
                                ofAlice(START).resourceHandlingOption("EC2-VPC-InstanceStore")));
    }

    @Test
    void listsTheKeysPoliciesAskFor() {
        stage.give(
                "alice",
                Grants.NONE.withInline(
                        "own",
                        policy(
                                allow(START, "arn:aws:ssm:*:*:session/${aws:username}-*"),
                                allowIf("{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"))));
        String other = policy(allowIf("{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}"));

        assertThat(
                        stage.rig
                                .call(
                                        Iam.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
                                        new GetContextKeysForPrincipalPolicyRequest(
                                                ALICE, List.of(other)))
                                .contextKeyNames())
                .containsExactly("aws:username", "aws:MultiFactorAuthPresent", "aws:SourceIp");
        assertThat(
                        stage.rig
                                .call(
                                        Iam.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
                                        new GetContextKeysForCustomPolicyRequest(List.of(other)))
                                .contextKeyNames())
                .containsExactly("aws:SourceIp");
    }
}
