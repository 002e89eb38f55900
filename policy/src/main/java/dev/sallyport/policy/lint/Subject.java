package dev.sallyport.policy.lint;

import dev.sallyport.policy.Authorizer;
import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.ConditionKeys;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.policy.Request;
import dev.sallyport.policy.language.Choice;
import dev.sallyport.policy.language.Condition;
import dev.sallyport.policy.language.Effect;
import dev.sallyport.policy.language.Policy;
import dev.sallyport.policy.language.Position;
import dev.sallyport.policy.language.Statement;
import dev.sallyport.policy.language.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One statement under the linter's eyes.
record Subject(Policy policy, Statement statement, List<Warning> warnings) {
    private static final Principal ANYBODY =
            new Principal.User("000000000000", "arn:aws:iam::000000000000:user/x", "AIDAX");
    private static final int PARTS = 6;

    boolean allows() {
        return statement.effect() == Effect.ALLOW;
    }

    void warn(Rule rule, String text, String mend) {
        warn(rule, statement.span().start(), text, mend);
    }

    void warn(Rule rule, Position at, String text, String mend) {
        warnings.add(new Warning(rule, at, statement.name(), text, mend));
    }

    /// Asks the evaluator itself whether the statement is about an action.
    boolean isAbout(String action) {
        Statement bare =
                new Statement(
                        0,
                        Optional.empty(),
                        Effect.ALLOW,
                        Optional.empty(),
                        statement.actions(),
                        Choice.UNASKED,
                        List.of(),
                        statement.span());
        CompiledPolicy probe =
                CompiledPolicy.compile(
                        "probe", new Policy(policy.version(), Optional.empty(), List.of(bare)));
        return Authorizer.decide(
                        PrincipalPolicies.ofIdentity(PolicyIndex.of(List.of(probe))),
                        Request.of(
                                ANYBODY, action, List.of(Request.NO_RESOURCE), ConditionKeys.NONE))
                .isAllowed();
    }

    /// Whether one pattern takes in every resource whose last part begins so.
    boolean reachesEvery(String service, String path) {
        return !statement.resources().negated()
                && statement.resources().patterns().stream()
                        .anyMatch(pattern -> reachesEvery(pattern, service, path));
    }

    private static boolean reachesEvery(String pattern, String service, String path) {
        List<Template> parts = Template.read(pattern, true, true).split(PARTS);
        if (parts.size() < 3) {
            return pattern.equals("*");
        }
        boolean ofService = parts.get(2).isPlain() && parts.get(2).plain().equals(service);
        String rest = pattern.substring(Math.min(pattern.length(), start(pattern)));
        return ofService && (parts.size() < PARTS || rest.equals("*") || rest.equals(path + "*"));
    }

    private static int start(String pattern) {
        int at = 0;
        for (int i = 1; i < PARTS; i++) {
            int colon = pattern.indexOf(':', at);
            if (colon < 0) {
                return at;
            }
            at = colon + 1;
        }
        return at;
    }

    /// Whether a pattern is written for resources whose last part begins so.
    boolean names(String path) {
        return !statement.resources().negated()
                && statement.resources().patterns().stream()
                        .anyMatch(pattern -> pattern.contains(":" + path));
    }

    List<Condition> conditionsOn(String lowerCasePrefix) {
        return statement.conditions().stream()
                .filter(condition ->
                        condition.key().toLowerCase(Locale.ROOT).startsWith(lowerCasePrefix))
                .toList();
    }
}
