package dev.sallyport.policy.lint;

import dev.sallyport.policy.RecurringHours;
import dev.sallyport.policy.language.Comparison;
import dev.sallyport.policy.language.Condition;
import dev.sallyport.policy.language.Operator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Traps in conditions, nearly all of them about keys that are not there.
final class ConditionRules {
    private static final String MFA = "aws:multifactorauthpresent";
    private static final String ACCESS_CHECK = "ssm:sessiondocumentaccesscheck";

    /// Keys that may have several values.
    private static final Set<String> MULTI_VALUED =
            Set.of(
                    "aws:tagkeys",
                    "aws:calledvia",
                    "aws:principalorgpaths",
                    "kms:encryptioncontextkeys",
                    "kms:resourcealiases",
                    "ssm:documentcategories",
                    "sts:transitivetagkeys");

    private final RecurringHours hours = new RecurringHours();

    void check(Subject subject) {
        for (Condition condition : subject.statement().conditions()) {
            String key = condition.key().toLowerCase(Locale.ROOT);
            checkBool(subject, condition, key);
            checkAbsence(subject, condition);
            checkValues(subject, condition, key);
        }
    }

    private static void checkBool(Subject subject, Condition condition, String key) {
        Operator operator = condition.operator();
        if (operator.comparison() != Comparison.BOOL) {
            return;
        }
        boolean wantsTrue = condition.values().stream().anyMatch("true"::equalsIgnoreCase);
        if (!operator.ifExists() && key.equals(MFA) && !subject.allows() && !wantsTrue) {
            subject.warn(
                    Rule.BOOL_NEEDS_IF_EXISTS,
                    condition.at(),
                    "calls with long-term keys do not have the key: this Deny lets them pass",
                    "write BoolIfExists");
        }
        if (!operator.ifExists() && key.equals(ACCESS_CHECK) && subject.allows()) {
            subject.warn(
                    Rule.BOOL_NEEDS_IF_EXISTS,
                    condition.at(),
                    "a call that names its document does not have the key: even the right document"
                            + " is refused",
                    "write BoolIfExists");
        }
        if (operator.ifExists() && key.equals(MFA) && subject.allows() && wantsTrue) {
            subject.warn(
                    Rule.IF_EXISTS_LETS_PASS,
                    condition.at(),
                    "calls with long-term keys do not have the key: they pass without MFA",
                    "write Bool");
        }
    }

    private static void checkAbsence(Subject subject, Condition condition) {
        Operator operator = condition.operator();
        if (!subject.allows()) {
            return;
        }
        if (operator.comparison().negated() && operator.quantifier() == Operator.Quantifier.NONE) {
            subject.warn(
                    Rule.NEGATION_LETS_PASS,
                    condition.at(),
                    operator.written()
                            + " holds when the request has no "
                            + condition.key()
                            + ": an untagged or unknown one passes",
                    "add Null " + condition.key() + " false, or list what is allowed");
        }
        if (operator.quantifier() == Operator.Quantifier.FOR_ALL_VALUES) {
            subject.warn(
                    Rule.FOR_ALL_VALUES_LETS_PASS,
                    condition.at(),
                    operator.written() + " holds when the request has no " + condition.key(),
                    "add Null " + condition.key() + " false if one must be there");
        }
    }

    private void checkValues(Subject subject, Condition condition, String key) {
        if (MULTI_VALUED.contains(key)
                && condition.operator().quantifier() == Operator.Quantifier.NONE
                && condition.operator().comparison() != Comparison.NULL) {
            subject.warn(
                    Rule.SET_OPERATOR_MISSING,
                    condition.at(),
                    condition.key() + " may have several values; one that fits is enough here",
                    "say ForAllValues: or ForAnyValue:");
        }
        if (hours.hasUnknownZone(condition.key())) {
            subject.warn(
                    Rule.UNKNOWN_TIME_ZONE,
                    condition.at(),
                    condition.key() + " names no time zone: the key is never there",
                    "write one as in Europe/Berlin");
        }
        if (condition.values().isEmpty()) {
            subject.warn(
                    Rule.NO_VALUES,
                    condition.at(),
                    condition.key() + " is compared with no value: none can match",
                    "list the values, or remove the condition");
        }
        checkVersion(subject, condition, condition.values());
    }

    private static void checkVersion(Subject subject, Condition condition, List<String> values) {
        boolean variable = values.stream().anyMatch(value -> value.contains("${"));
        if (variable && !subject.policy().version().hasVariables()) {
            subject.warn(
                    Rule.VARIABLE_IN_OLD_VERSION,
                    condition.at(),
                    "${ is plain text: version 2008-10-17 has no variables",
                    "write \"Version\": \"2012-10-17\"");
        }
    }
}
