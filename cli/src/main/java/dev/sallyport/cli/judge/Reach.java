package dev.sallyport.cli.judge;

import dev.sallyport.policy.Decision;
import dev.sallyport.policy.Explanation.FailedCondition;
import dev.sallyport.policy.Explanation.Finding;
import dev.sallyport.policy.Explanation.Verdict;
import dev.sallyport.policy.Layer;
import dev.sallyport.policy.language.Condition;
import dev.sallyport.policy.language.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether somebody can do something at all: now, with an MFA code, or under conditions that only a
/// call can meet, such as an address. An auditor must hear of all three.
///
/// @param ruling the one that allows it, else the one with MFA
/// @param conditions what a call would have to meet
public record Reach(Kind kind, Ruling ruling, List<String> conditions) {
    /// How far it reaches.
    public enum Kind {
        YES,
        WITH_MFA,
        CONDITIONAL,
        NO
    }

    public Reach {
        conditions = List.copyOf(conditions);
    }

    /// Asks as `situation` says, then with MFA, then what stands in the way.
    public static Reach of(
            Judge judge, Who who, String action, List<Thing> things, Situation situation) {
        Ruling plain = judge.ask(who, action, things, situation);
        if (plain.isAllowed()) {
            return new Reach(Kind.YES, plain, List.of());
        }
        Ruling proven = judge.ask(who, action, things, situation.with(Proof.MFA));
        if (proven.isAllowed()) {
            return new Reach(Kind.WITH_MFA, proven, List.of());
        }
        List<String> conditions = new ArrayList<>();
        for (Ruling.Part part : proven.parts()) {
            if (!part.passes()) {
                Optional<List<String>> open = openings(who, part);
                if (open.isEmpty()) {
                    return new Reach(Kind.NO, plain, List.of());
                }
                conditions.addAll(open.orElseThrow());
            }
        }
        return new Reach(
                Kind.CONDITIONAL, proven, conditions.stream().distinct().sorted().toList());
    }

    /// What a call would have to meet for this part to be allowed; nothing when no call can.
    private static Optional<List<String>> openings(Who who, Ruling.Part part) {
        List<String> conditions = new ArrayList<>();
        for (Finding denial : of(part.explanation().matched().stream(), Effect.DENY)) {
            List<String> ways =
                    denial.statement().conditions().stream()
                            .filter(it -> Keys.isOfTheCall(it.key(), part.thing()))
                            .map(it -> "not " + text(it))
                            .toList();
            if (ways.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(String.join(" or ", ways));
        }
        for (Layer layer : layersToPass(who, part.explanation().decision())) {
            Optional<String> way = way(part, layer);
            if (way.isEmpty()) {
                return Optional.empty();
            }
            way.filter(text -> !text.isEmpty()).ifPresent(conditions::add);
        }
        return Optional.of(conditions);
    }

    private static List<Layer> layersToPass(Who who, Decision decision) {
        // Whom a role's trust lets in by name needs no policy of its own: it is not asked for here,
        // so that nobody is left out.
        if (decision instanceof Decision.ImplicitDeny(Layer lacking) && lacking != Layer.IDENTITY) {
            return List.of(lacking);
        }
        return who.policies().boundary().isPresent()
                ? List.of(Layer.IDENTITY, Layer.BOUNDARY)
                : List.of(Layer.IDENTITY);
    }

    /// What one allowance of this layer asks of a call; empty when one asks for nothing.
    private static Optional<String> way(Ruling.Part part, Layer layer) {
        List<String> ways = new ArrayList<>();
        for (Finding finding : of(part.explanation().findings().stream(), Effect.ALLOW)) {
            if (finding.layer() != layer) {
                continue;
            }
            switch (finding.verdict()) {
                case Verdict.Applies _ -> {
                    return Optional.of("");
                }
                case Verdict.Unfulfilled(List<FailedCondition> failed) -> {
                    if (failed.stream().allMatch(it -> Keys.isOfTheCall(it.key(), part.thing()))) {
                        ways.add(String.join(" and ", failed.stream().map(Reach::text).toList()));
                    }
                }
                case Verdict.OtherResource _, Verdict.OtherPrincipal _ -> {}
            }
        }
        return ways.isEmpty() ? Optional.empty() : Optional.of(String.join(" or ", ways));
    }

    private static List<Finding> of(Stream<Finding> findings, Effect effect) {
        return findings.filter(it -> it.statement().effect() == effect).toList();
    }

    private static String text(Condition condition) {
        return condition.operator().written()
                + " "
                + condition.key()
                + " "
                + String.join(", ", condition.values());
    }

    private static String text(FailedCondition condition) {
        return condition.operator()
                + " "
                + condition.key()
                + " "
                + String.join(", ", condition.wanted());
    }
}
