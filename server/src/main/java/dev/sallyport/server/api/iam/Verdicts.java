package dev.sallyport.server.api.iam;

import dev.sallyport.policy.Decision;
import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.Layer;
import dev.sallyport.policy.language.Effect;
import dev.sallyport.server.access.Simulator.Verdict;
import dev.sallyport.server.api.iam.model.EvaluationResult;
import dev.sallyport.server.api.iam.model.PermissionsBoundaryDecisionDetail;
import dev.sallyport.server.api.iam.model.Position;
import dev.sallyport.server.api.iam.model.ResourceSpecificResult;
import dev.sallyport.server.api.iam.model.Statement;
import java.util.List;
import java.util.Optional;

/// Writes down what came of a simulation, in IAM's shapes.
final class Verdicts {
    private Verdicts() {}

    /// What may be done with everything: missing keys stand at the top.
    static EvaluationResult ofAny(String action, Verdict verdict, List<String> missing) {
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(Arns.ANY)
                .evalDecision(word(verdict))
                .matchedStatements(matched(verdict.explanation()))
                .missingContextValues(missing)
                .permissionsBoundaryDecisionDetail(boundary(verdict))
                .build();
    }

    /// What may be done with one resource: missing keys stand with the resource.
    static EvaluationResult of(
            String action, String resource, Verdict verdict, List<String> missing) {
        List<Statement> matched = matched(verdict.explanation());
        ResourceSpecificResult specific =
                ResourceSpecificResult.builder()
                        .evalResourceName(resource)
                        .evalResourceDecision(word(verdict))
                        .matchedStatements(matched)
                        .missingContextValues(missing)
                        .permissionsBoundaryDecisionDetail(boundary(verdict))
                        .build();
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resource)
                .evalDecision(word(verdict))
                .matchedStatements(matched)
                .permissionsBoundaryDecisionDetail(boundary(verdict))
                .resourceSpecificResults(List.of(specific))
                .build();
    }

    private static String word(Verdict verdict) {
        return switch (verdict.explanation().decision()) {
            case Decision.Allowed _ -> "allowed";
            case Decision.ExplicitDeny _ -> "explicitDeny";
            case Decision.ImplicitDeny _ -> "implicitDeny";
        };
    }

    private static Optional<PermissionsBoundaryDecisionDetail> boundary(Verdict verdict) {
        return verdict.withinBoundary()
                .map(within ->
                        PermissionsBoundaryDecisionDetail.builder()
                                .allowedByPermissionsBoundary(within)
                                .build());
    }

    /// The statements that made the decision: where one denies, no other counts.
    private static List<Statement> matched(Explanation explanation) {
        return switch (explanation.decision()) {
            case Decision.ImplicitDeny _ -> List.of();
            case Decision.Allowed _ ->
                    explanation.matched().stream()
                            .filter(it -> it.statement().effect() == Effect.ALLOW)
                            .filter(it -> opens(it.layer()))
                            .map(Verdicts::statement)
                            .toList();
            case Decision.ExplicitDeny _ ->
                    explanation.matched().stream()
                            .filter(it -> it.statement().effect() == Effect.DENY)
                            .map(Verdicts::statement)
                            .toList();
        };
    }

    /// A limit allows nothing by itself.
    private static boolean opens(Layer layer) {
        return switch (layer) {
            case IDENTITY, RESOURCE, TRUST -> true;
            case GUARD_RAIL, BOUNDARY, SESSION -> false;
        };
    }

    private static Statement statement(Explanation.Finding finding) {
        var span = finding.statement().span();
        boolean ofResource = finding.layer() == Layer.RESOURCE || finding.layer() == Layer.TRUST;
        return Statement.builder()
                .sourcePolicyId(finding.policy())
                // As recorded: other words than the model's.
                .sourcePolicyType(ofResource ? "Resource Policy" : "IAM Policy")
                .startPosition(position(span.start().line(), span.start().column()))
                .endPosition(position(span.end().line(), span.end().column()))
                .build();
    }

    private static Position position(int line, int column) {
        return Position.builder().line(line).column(column).build();
    }
}
