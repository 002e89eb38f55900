package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks every statement in turn and writes down what it says.
final class Explainer {
    private final Request request;
    private final List<Explanation.Finding> findings = new ArrayList<>();

    private Explainer(Request request) {
        this.request = request;
    }

    static Explanation explain(
            PrincipalPolicies policies,
            Optional<ResourcePolicy> resource,
            Request request,
            Decision decision) {
        Explainer explainer = new Explainer(request);
        policies.guardRails().forEach(level -> explainer.ask(Layer.GUARD_RAIL, level));
        if (!(request.principal() instanceof Principal.Root)) {
            explainer.ask(Layer.IDENTITY, policies.identity());
            policies.boundary().ifPresent(index -> explainer.ask(Layer.BOUNDARY, index));
            policies.session().ifPresent(index -> explainer.ask(Layer.SESSION, index));
        }
        resource.ifPresent(policy -> explainer.ask(policy.layer(), policy.policies()));
        return new Explanation(decision, explainer.findings);
    }

    private void ask(Layer layer, PolicyIndex index) {
        for (CompiledPolicy policy : index.policies()) {
            for (CompiledStatement statement : policy.statements()) {
                if (statement.matchesAction(request.lowerCaseAction())) {
                    findings.add(
                            new Explanation.Finding(
                                    layer, policy.name(), statement.source(), verdict(statement)));
                }
            }
        }
    }

    private Explanation.Verdict verdict(CompiledStatement statement) {
        if (!statement.matchesResource(request)) {
            return new Explanation.Verdict.OtherResource(
                    statement.source().resources().patterns(), request.names());
        }
        if (statement.matchPrincipal(request.principal()) == Answer.SILENT) {
            return new Explanation.Verdict.OtherPrincipal();
        }
        List<Explanation.FailedCondition> failed = new ArrayList<>();
        for (Check check : statement.checks()) {
            if (!check.holds(request.facts())) {
                failed.add(
                        new Explanation.FailedCondition(
                                check.condition().operator().written(),
                                check.condition().key(),
                                check.condition().values(),
                                check.seen(request.keys())));
            }
        }
        return failed.isEmpty()
                ? new Explanation.Verdict.Applies()
                : new Explanation.Verdict.Unfulfilled(failed);
    }
}
