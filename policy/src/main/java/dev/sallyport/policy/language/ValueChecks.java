package dev.sallyport.policy.language;

import java.util.Base64;
import java.util.Optional;

/// The form of the values in conditions. AWS takes some numbers and addresses it can never match;
/// here they are faults, for a Deny that never applies is a hole.
final class ValueChecks {
    private ValueChecks() {}

    static void check(Condition condition, PolicyVersion version) throws Fault {
        Comparison comparison = condition.operator().comparison();
        for (String value : condition.values()) {
            boolean templated =
                    version.hasVariables() && comparison.takesVariables() && value.contains("${");
            if (templated) {
                String broken = Template.brokenVariable(value).orElse("");
                if (!broken.isEmpty()) {
                    throw Fault.syntax(
                            condition.at(), Fault.quote(broken) + " is no variable: write ${key}");
                }
                continue;
            }
            if (comparison.family() == Comparison.Family.DATE && Values.date(value).isEmpty()) {
                throw new Fault(
                        condition.at(),
                        "The policy failed legacy parsing",
                        complaint(value, "a date, as in 2026-03-01T00:00:00Z"));
            }
            String wanted = wanted(comparison.family(), value);
            if (!wanted.isEmpty()) {
                throw Fault.syntax(condition.at(), complaint(value, wanted));
            }
        }
    }

    private static String complaint(String value, String wanted) {
        return Fault.quote(value) + " (expected: " + wanted + ")";
    }

    /// What a value should have been, or nothing when it is right.
    private static String wanted(Comparison.Family family, String value) {
        return switch (family) {
            case STRING, ARN, DATE -> "";
            case NUMERIC -> unless(Values.number(value), "a number");
            case BOOL, NULL -> unless(Values.truth(value), "true or false");
            case IP ->
                    unless(
                            IpRange.parse(value),
                            "an address or a range, as in 203.0.113.0/24 or 2001:db8::/32");
            case BINARY -> isBase64(value) ? "" : "Base64";
        };
    }

    private static String unless(Optional<?> read, String wanted) {
        return read.isPresent() ? "" : wanted;
    }

    private static boolean isBase64(String value) {
        try {
            Base64.getDecoder().decode(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
