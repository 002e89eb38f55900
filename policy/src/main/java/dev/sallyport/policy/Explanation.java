package dev.sallyport.policy;

import dev.sallyport.policy.language.Effect;
import dev.sallyport.policy.language.Statement;
import java.util.ArrayList;
import java.util.List;

/// Why a decision is as it is: every statement about the action, and what kept it from applying.
public record Explanation(Decision decision, List<Finding> findings) {
    public Explanation {
        findings = List.copyOf(findings);
    }

    /// One statement whose action fits.
    ///
    /// @param policy the policy's name
    public record Finding(Layer layer, String policy, Statement statement, Verdict verdict) {
        /// The policy and the statement in it.
        public String name() {
            return policy + ", " + statement.name();
        }
    }

    /// Whether a statement applied.
    public sealed interface Verdict {
        record Applies() implements Verdict {}

        record OtherResource(List<String> wanted, List<String> seen) implements Verdict {}

        record OtherPrincipal() implements Verdict {}

        record Unfulfilled(List<FailedCondition> conditions) implements Verdict {}
    }

    /// A condition that does not hold.
    ///
    /// @param seen what the request has under the key; nothing when it does not have it
    public record FailedCondition(
            String operator, String key, List<String> wanted, List<String> seen) {
        public boolean isMissing() {
            return seen.isEmpty();
        }

        String text() {
            return operator
                    + " "
                    + key
                    + ": wanted "
                    + String.join(" or ", wanted)
                    + ", "
                    + (isMissing() ? "the request has none" : "seen " + String.join(", ", seen));
        }
    }

    /// Those that applied.
    public List<Finding> matched() {
        return findings.stream()
                .filter(finding -> finding.verdict() instanceof Verdict.Applies)
                .toList();
    }

    /// Keys that conditions ask for and the request does not have.
    public List<String> missingKeys() {
        return findings.stream()
                .map(Finding::verdict)
                .filter(Verdict.Unfulfilled.class::isInstance)
                .flatMap(verdict -> ((Verdict.Unfulfilled) verdict).conditions().stream())
                .filter(FailedCondition::isMissing)
                .map(FailedCondition::key)
                .distinct()
                .toList();
    }

    /// What would have to be otherwise for the request to be allowed, one way a line. None when it
    /// is.
    public List<String> remedies() {
        return switch (decision) {
            case Decision.Allowed _ -> List.of();
            case Decision.ExplicitDeny(Layer by) ->
                    matched().stream()
                            .filter(finding -> finding.layer() == by)
                            .filter(finding -> finding.statement().effect() == Effect.DENY)
                            .map(finding ->
                                    finding.name()
                                            + " denies it: it must not apply"
                                            + whileIn(finding))
                            .toList();
            case Decision.ImplicitDeny(Layer lacking) -> nearMisses(lacking);
        };
    }

    private static String whileIn(Finding finding) {
        List<String> asked =
                finding.statement().conditions().stream()
                        .map(condition -> condition.operator().written() + " " + condition.key())
                        .toList();
        return asked.isEmpty() ? "" : " (it does while " + String.join(" and ", asked) + " holds)";
    }

    private List<String> nearMisses(Layer lacking) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.layer() != lacking || finding.statement().effect() != Effect.ALLOW) {
                continue;
            }
            switch (finding.verdict()) {
                case Verdict.Applies _ -> {}
                case Verdict.OtherPrincipal _ ->
                        lines.add(finding.name() + " would allow it to another principal");
                case Verdict.OtherResource(List<String> wanted, _) ->
                        lines.add(
                                finding.name()
                                        + " would allow it on "
                                        + String.join(" or ", wanted));
                case Verdict.Unfulfilled(List<FailedCondition> conditions) ->
                        lines.add(
                                finding.name()
                                        + " would allow it but for "
                                        + String.join(
                                                "; ",
                                                conditions.stream()
                                                        .map(FailedCondition::text)
                                                        .toList()));
            }
        }
        if (lines.isEmpty()) {
            lines.add("no statement of " + lacking.deniedBy() + " allows the action");
        }
        return List.copyOf(lines);
    }
}
