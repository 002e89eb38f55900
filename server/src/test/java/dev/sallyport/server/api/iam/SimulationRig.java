package dev.sallyport.server.api.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.api.iam.model.ContextEntry;
import dev.sallyport.server.api.iam.model.EvaluationResult;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.SimulateCustomPolicyRequest;
import dev.sallyport.server.api.iam.model.SimulatePrincipalPolicyRequest;
import dev.sallyport.server.api.iam.model.Statement;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.User;
import java.util.List;

/// Simulations for alice and bob, who begin with nothing.
final class SimulationRig {
    static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    static final String BOB = "arn:aws:iam::111122223333:user/bob";
    static final String START = "ssm:StartSession";
    static final String WEB =
            "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0";
    static final String DB =
            "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef1";

    final IamRig rig = new IamRig();

    SimulationRig() {
        rig.office.user("alice");
        rig.office.user("bob");
    }

    static String policy(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": ["
                + String.join(",", statements)
                + "]}";
    }

    static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                .formatted(action, resource);
    }

    static String deny(String action, String resource) {
        return allow(action, resource).replace("Allow", "Deny");
    }

    static String allowIf(String condition) {
        String open = allow("ssm:*", "*");
        return open.substring(0, open.length() - 1) + ",\"Condition\":" + condition + "}";
    }

    void put(User user) {
        rig.office.directory.change(roster -> new Directory.Changed<>(roster.with(user), true));
    }

    void give(String name, Grants grants) {
        put(rig.office.roster().user(name).withGrants(grants));
    }

    static SimulatePrincipalPolicyRequest.Builder ofAlice(String... actions) {
        return SimulatePrincipalPolicyRequest.builder()
                .policySourceArn(ALICE)
                .actionNames(List.of(actions));
    }

    List<EvaluationResult> simulate(SimulatePrincipalPolicyRequest.Builder input) {
        return rig.call(Iam.SIMULATE_PRINCIPAL_POLICY, input.build()).evaluationResults();
    }

    EvaluationResult one(SimulatePrincipalPolicyRequest.Builder input) {
        List<EvaluationResult> results = simulate(input);
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    EvaluationResult custom(SimulateCustomPolicyRequest.Builder input) {
        return rig.call(Iam.SIMULATE_CUSTOM_POLICY, input.build()).evaluationResults().getFirst();
    }

    static List<String> sources(List<Statement> statements) {
        return statements.stream()
                .map(it -> it.sourcePolicyType().orElse("") + " " + it.sourcePolicyId().orElse(""))
                .toList();
    }

    static String place(Statement statement) {
        var start = statement.startPosition().orElseThrow();
        var end = statement.endPosition().orElseThrow();
        return "%d:%d-%d:%d"
                .formatted(
                        start.line().orElseThrow(),
                        start.column().orElseThrow(),
                        end.line().orElseThrow(),
                        end.column().orElseThrow());
    }

    static ContextEntry entry(String name, String value) {
        return ContextEntry.builder()
                .contextKeyName(name)
                .contextKeyValues(List.of(value))
                .contextKeyType("string")
                .build();
    }
}
