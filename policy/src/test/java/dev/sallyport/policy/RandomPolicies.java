package dev.sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Policies and requests over few words, so that they meet often.
final class RandomPolicies {
    private static final List<String> KEYS = List.of("aws:username", "k:One", "k:Two", "k:Many");
    private static final List<String> TEXTS =
            List.of("alice", "a", "b", "ab", "a*b", "*", "10", "9", "true", "false", "Alice");

    private RandomPolicies() {}

    record Test(
            String quantifier, String operator, boolean ifExists, String key, List<String> values) {
        String json() {
            return "\""
                    + quantifier
                    + operator
                    + (ifExists ? "IfExists" : "")
                    + "\":{\""
                    + key
                    + "\":"
                    + RandomPolicies.json(values)
                    + "}";
        }
    }

    record Rule(
            boolean deny,
            boolean notAction,
            List<String> actions,
            boolean notResource,
            List<String> resources,
            List<Test> tests) {
        String json() {
            return "{\"Effect\":\""
                    + (deny ? "Deny" : "Allow")
                    + "\",\""
                    + (notAction ? "NotAction" : "Action")
                    + "\":"
                    + RandomPolicies.json(actions)
                    + ",\""
                    + (notResource ? "NotResource" : "Resource")
                    + "\":"
                    + RandomPolicies.json(resources)
                    + ",\"Condition\":{"
                    + tests.stream().map(Test::json).collect(Collectors.joining(","))
                    + "}}";
        }
    }

    /// @param keys with names in lower case
    record Asked(String action, String resource, Map<String, List<String>> keys) {}

    static String json(List<String> texts) {
        return texts.stream()
                .map(text -> "\"" + text + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static Arbitrary<Rule> rules() {
        Arbitrary<String> action =
                Arbitraries.of(
                        "*",
                        "ssm:*",
                        "ssm:Start*",
                        "ssm:StartSession",
                        "SSM:startsession",
                        "ssm:?tartSession",
                        "ssm:*Session",
                        "kms:Decrypt",
                        "kms:*",
                        "ssm:S*n*");
        Arbitrary<String> resource =
                Arbitraries.of(
                        "*",
                        "arn:aws:ssm:*",
                        "arn:aws:ssm:*:*:session/*",
                        "arn:aws:ssm:r:1:session/alice-1",
                        "arn:aws:ssm:r:1:session/a*",
                        "arn:aws:ssm:*:*:session/${aws:username}-*",
                        "arn:aws:ssm:r::document/x",
                        "arn:aws:ssm:r:?:document/x",
                        "arn:aws:ssm:r:*:document/?",
                        "arn:aws:ec2:*:*:*/i-*",
                        "arn:aws:ssm:r:1:*/${k:Many}");
        Arbitrary<Boolean> seldom = Arbitraries.integers().between(0, 4).map(dice -> dice == 0);
        return Combinators.combine(
                        seldom,
                        seldom,
                        action.list().ofMinSize(1).ofMaxSize(3),
                        seldom,
                        resource.list().ofMinSize(1).ofMaxSize(3),
                        tests().list().ofMaxSize(2).uniqueElements(Test::json))
                .as(Rule::new)
                // The same operator twice in one object is no JSON we take.
                .filter(rule ->
                        rule.tests().stream()
                                        .map(test ->
                                                test.quantifier()
                                                        + test.operator()
                                                        + test.ifExists())
                                        .distinct()
                                        .count()
                                == rule.tests().size());
    }

    private static Arbitrary<Test> tests() {
        Arbitrary<String> quantifier = Arbitraries.of("", "", "ForAllValues:", "ForAnyValue:");
        Arbitrary<Boolean> ifExists = Arbitraries.of(true, false);
        Arbitrary<String> key = Arbitraries.of(KEYS);
        Arbitrary<Test> strings =
                Combinators.combine(
                                quantifier,
                                Arbitraries.of(
                                        "StringEquals",
                                        "StringNotEquals",
                                        "StringLike",
                                        "StringNotLike",
                                        "StringEqualsIgnoreCase"),
                                ifExists,
                                key,
                                Arbitraries.of(TEXTS).list().ofMinSize(1).ofMaxSize(3))
                        .as(Test::new);
        Arbitrary<Test> numbers =
                Combinators.combine(
                                quantifier,
                                Arbitraries.of("NumericLessThan", "NumericGreaterThanEquals"),
                                ifExists,
                                key,
                                Arbitraries.of("9", "10", "-3").list().ofSize(1))
                        .as(Test::new);
        Arbitrary<Test> truths =
                Combinators.combine(
                                quantifier,
                                Arbitraries.of("Bool"),
                                ifExists,
                                key,
                                Arbitraries.of("true", "false").list().ofSize(1))
                        .as(Test::new);
        Arbitrary<Test> absence =
                Combinators.combine(key, Arbitraries.of("true", "false").list().ofSize(1))
                        .as((name, values) -> new Test("", "Null", false, name, values));
        return Arbitraries.oneOf(strings, numbers, truths, absence);
    }

    static Arbitrary<Asked> requests() {
        Arbitrary<String> action =
                Arbitraries.of("ssm:StartSession", "ssm:Stop", "kms:Decrypt", "s3:GetObject");
        Arbitrary<String> resource =
                Arbitraries.of(
                        "*",
                        "arn:aws:ssm:r:1:session/alice-1",
                        "arn:aws:ssm:r:1:session/bob-1",
                        "arn:aws:ssm:r::document/x",
                        "arn:aws:ssm:r:1:document/x",
                        "arn:aws:ec2:r:1:instance/i-1",
                        "arn:aws:ssm:r:1:session/a*b-1",
                        "arn:aws:ssm:r:1:x:y/a");
        Arbitrary<List<String>> one = Arbitraries.of(TEXTS).list().ofMaxSize(1);
        Arbitrary<List<String>> many = Arbitraries.of(TEXTS).list().ofMaxSize(3);
        return Combinators.combine(action, resource, one, one, one, many)
                .as((what, where, name, first, second, several) ->
                        new Asked(
                                what,
                                where,
                                Map.of(
                                        "aws:username", name,
                                        "k:one", first,
                                        "k:two", second,
                                        "k:many", several)));
    }
}
