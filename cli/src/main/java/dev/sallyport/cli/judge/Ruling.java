package dev.sallyport.cli.judge;

import dev.sallyport.policy.Decision;
import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.language.Effect;
import java.util.ArrayList;
import java.util.List;

/// The answer about a call: allowed only if it is allowed on everything it is about.
public record Ruling(Who who, String action, List<Part> parts) {
    public Ruling {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts: none (expected: one for each thing)");
        }
    }

    /// The answer about one of the things.
    ///
    /// @param allowNeeded whether it must be allowed; else only a denial of it counts
    public record Part(Thing thing, Explanation explanation, boolean allowNeeded) {
        boolean passes() {
            return explanation.decision().isAllowed()
                    || (!allowNeeded && !(explanation.decision() instanceof Decision.ExplicitDeny));
        }
    }

    public boolean isAllowed() {
        return parts.stream().allMatch(Part::passes);
    }

    /// The part that decides: the first refusal, else the first thing.
    public Part deciding() {
        return parts.stream().filter(part -> !part.passes()).findFirst().orElseGet(parts::getFirst);
    }

    /// As tables of cases name it.
    public Outcome outcome() {
        return switch (deciding().explanation().decision()) {
            case Decision.Allowed _ -> Outcome.ALLOW;
            case Decision.ExplicitDeny _ -> Outcome.EXPLICIT_DENY;
            case Decision.ImplicitDeny _ -> Outcome.IMPLICIT_DENY;
        };
    }

    /// One sentence: AWS's, when it is a refusal.
    public String text() {
        Part part = deciding();
        return switch (part.explanation().decision()) {
            case Decision.Allowed _ -> who.arn() + " may " + action + " on " + part.thing().arn();
            case Decision.ExplicitDeny deny -> deny.text(who.arn(), action, part.thing().arn());
            case Decision.ImplicitDeny deny -> deny.text(who.arn(), action, part.thing().arn());
        };
    }

    /// The statements that allow it, on everything it is about; or what would have to be otherwise.
    public List<String> reasons() {
        if (!isAllowed()) {
            return deciding().explanation().remedies();
        }
        return parts.stream()
                .filter(Part::allowNeeded)
                .flatMap(part -> grants(part).stream())
                .distinct()
                .toList();
    }

    private static List<String> grants(Part part) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Finding finding : part.explanation().matched()) {
            if (finding.statement().effect() == Effect.ALLOW) {
                lines.add(finding.name() + " allows it on " + part.thing().arn());
            }
        }
        return lines;
    }
}
