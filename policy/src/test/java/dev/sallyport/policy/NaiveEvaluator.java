package dev.sallyport.policy;

import dev.sallyport.policy.RandomPolicies.Asked;
import dev.sallyport.policy.RandomPolicies.Rule;
import dev.sallyport.policy.RandomPolicies.Test;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A second evaluator, for tests only: regular expressions over the written texts, no index, no
/// compiled form, nothing shared with the first.
final class NaiveEvaluator {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^},]+)\\}");

    private NaiveEvaluator() {}

    static String decide(List<Rule> rules, Asked asked) {
        boolean allowed = false;
        for (Rule rule : rules) {
            if (applies(rule, asked)) {
                if (rule.deny()) {
                    return "explicit";
                }
                allowed = true;
            }
        }
        return allowed ? "allow" : "implicit";
    }

    private static boolean applies(Rule rule, Asked asked) {
        boolean action =
                rule.actions().stream()
                        .anyMatch(pattern ->
                                like(
                                        pattern.toLowerCase(Locale.ROOT),
                                        asked.action().toLowerCase(Locale.ROOT),
                                        Map.of()));
        boolean resource = rule.resources().stream().anyMatch(pattern -> arnLike(pattern, asked));
        return action != rule.notAction()
                && resource != rule.notResource()
                && rule.tests().stream().allMatch(test -> holds(test, asked));
    }

    private static boolean arnLike(String pattern, Asked asked) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] wanted = pattern.split(":(?![^{]*\\})", 6);
        String[] seen = asked.resource().split(":", 6);
        if (seen.length < 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (!like(i < wanted.length ? wanted[i] : "*", seen[i], asked.keys())) {
                return false;
            }
        }
        return true;
    }

    private static boolean like(String pattern, String text, Map<String, List<String>> keys) {
        String regex = "";
        Matcher variable = VARIABLE.matcher(pattern);
        int at = 0;
        while (at < pattern.length()) {
            if (variable.find(at) && variable.start() == at) {
                List<String> values =
                        keys.getOrDefault(variable.group(1).toLowerCase(Locale.ROOT), List.of());
                if (values.size() != 1) {
                    return false;
                }
                regex += Pattern.quote(values.getFirst());
                at = variable.end();
                continue;
            }
            char character = pattern.charAt(at++);
            regex +=
                    character == '*'
                            ? ".*"
                            : character == '?' ? "." : Pattern.quote(String.valueOf(character));
        }
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    private static boolean holds(Test test, Asked asked) {
        List<String> seen =
                asked.keys().getOrDefault(test.key().toLowerCase(Locale.ROOT), List.of());
        boolean negated = test.operator().contains("Not");
        if (test.operator().equals("Null")) {
            return test.values().stream()
                    .anyMatch(value -> Boolean.parseBoolean(value) == seen.isEmpty());
        }
        if (seen.isEmpty()) {
            return switch (test.quantifier()) {
                case "ForAllValues:" -> true;
                case "ForAnyValue:" -> test.ifExists();
                default -> test.ifExists() || negated;
            };
        }
        boolean all = test.quantifier().equals("ForAllValues:");
        return all
                ? seen.stream().allMatch(value -> matches(test, value, asked) != negated)
                : seen.stream().anyMatch(value -> matches(test, value, asked) != negated);
    }

    private static boolean matches(Test test, String seen, Asked asked) {
        return test.values().stream()
                .anyMatch(value -> matches(test.operator(), value, seen, asked));
    }

    private static boolean matches(String operator, String value, String seen, Asked asked) {
        return switch (operator) {
            case "StringEquals", "StringNotEquals" -> value.equals(seen);
            case "StringLike", "StringNotLike" -> like(value, seen, asked.keys());
            case "StringEqualsIgnoreCase" -> value.equalsIgnoreCase(seen);
            case "NumericLessThan" -> isNumber(seen) && number(seen).compareTo(number(value)) < 0;
            case "NumericGreaterThanEquals" ->
                    isNumber(seen) && number(seen).compareTo(number(value)) >= 0;
            case "Bool" -> value.equalsIgnoreCase(seen);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
