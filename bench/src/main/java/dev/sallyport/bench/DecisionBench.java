package dev.sallyport.bench;

import dev.sallyport.policy.Authorizer;
import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.ConditionKeys;
import dev.sallyport.policy.Decision;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.policy.Request;
import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One decision of the engine alone, by the number of policies on the principal.
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBench {
    private static final String ACCOUNT = "111122223333";
    private static final String USER = "arn:aws:iam::111122223333:user/alice";
    private static final ConditionKeys KEYS =
            keys(
                    Map.of(
                            "ssm:resourcetag/team", List.of("payments"),
                            "aws:multifactorauthpresent", List.of("true"),
                            "aws:multifactorauthage", List.of("120"),
                            "aws:currenttime", List.of("2026-03-02T10:00:00Z"),
                            "aws:sourceip", List.of("203.0.113.10"),
                            "aws:username", List.of("alice")));

    /// How many policies the principal has.
    @Param({"10", "100", "1000"})
    public int policies;

    /// `mixed`: one in ten is about the action asked for; `alike`: all are.
    @Param({"mixed", "alike"})
    public String kind = "";

    private PrincipalPolicies principal = PrincipalPolicies.NONE;

    private static ConditionKeys keys(Map<String, List<String>> values) {
        return name -> values.getOrDefault(name, List.of());
    }

    private static Request request() {
        return Request.of(
                new Principal.User(ACCOUNT, USER, "AIDAALICE"),
                "ssm:StartSession",
                List.of(
                        "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0a1b2c3d4e5f60718",
                        "arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"),
                KEYS);
    }

    static PolicyIndex index(List<String> documents) {
        List<CompiledPolicy> compiled = new ArrayList<>();
        for (String document : documents) {
            switch (Policies.parse(document, PolicyKind.IDENTITY)) {
                case PolicyOutcome.Parsed(var policy) ->
                        compiled.add(CompiledPolicy.compile("policy-" + compiled.size(), policy));
                case PolicyOutcome.Malformed malformed ->
                        throw new IllegalStateException(malformed.message());
            }
        }
        return PolicyIndex.of(compiled);
    }

    /// Compiles the policies, as a change of the account does.
    @Setup
    public void compile() {
        List<String> documents =
                kind.equals("mixed")
                        ? SamplePolicies.mixed(policies)
                        : SamplePolicies.alike(policies);
        principal = PrincipalPolicies.ofIdentity(index(documents));
    }

    /// Allowed by the last policy of all.
    @Benchmark
    public Decision decide() {
        return Authorizer.decide(principal, request());
    }
}
