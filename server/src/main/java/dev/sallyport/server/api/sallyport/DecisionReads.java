package dev.sallyport.server.api.sallyport;

import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.Explanation.Verdict;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Explained;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Decisions;
import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.SignedAction;
import dev.sallyport.server.net.HttpResponse;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /sallyport/v1/decisions/{request}`: why a call was allowed or refused, by the request's id.
///
///     {"requestId", "at", "caller", "action", "decision": "Allow" or "Deny", "reason",
///      "now": "Allow" or "Deny", "resources": [{"action", "resource", "decision", "statements":
///        [{"layer", "policy", "sid", "effect", "matched",
///          "otherResource": {"wanted", "seen"}, "otherPrincipal": true,
///          "failed": [{"operator", "key", "wanted", "seen"}]}], "remedies": []}]}
///
/// `decision` and `reason` are what was answered then; the rest is judged by the policies of now.
public final class DecisionReads {
    private static final int OK = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Decisions decisions;

    public DecisionReads(Decisions decisions) {
        this.decisions = decisions;
    }

    public void register(PathRoutes.Builder routes) {
        routes.signed(
                "GET",
                "/sallyport/v1/decisions/{request}",
                new SignedAction(
                        "sallyport",
                        Decisions.READ,
                        _ -> List.of(ResourceNames.ANY),
                        SignedAction.ErrorStyle.JSON),
                (_, _, id) -> answer(id));
    }

    private HttpResponse answer(String requestId) {
        Decisions.Made made =
                decisions
                        .find(requestId)
                        .orElseThrow(() ->
                                new ServiceFault(
                                        "ResourceNotFoundException",
                                        "There is no decision about a request "
                                                + requestId
                                                + " among the last ones."));
        Bytes body = Bytes.ofUtf8(form(requestId, made).toString() + "\n");
        return new HttpResponse(OK, List.of(new Header("Content-Type", "application/json")), body);
    }

    private ObjectNode form(String requestId, Decisions.Made made) {
        Question question = made.question();
        ObjectNode form = JSON.createObjectNode();
        form.put("requestId", requestId);
        form.put("at", question.circumstances().at().toString());
        form.put("caller", question.caller().arn());
        form.put("action", question.action());
        form.put("decision", written(made.decision()));
        form.put("reason", made.decision().reason());
        form.put("now", written(decisions.again(question)));
        ArrayNode resources = form.putArray("resources");
        decisions.explain(question).forEach(it -> write(resources.addObject(), it));
        return form;
    }

    private static String written(Decision decision) {
        return decision instanceof Decision.Allow ? "Allow" : "Deny";
    }

    private static void write(ObjectNode form, Explained explained) {
        Explanation explanation = explained.explanation();
        form.put("action", explained.action());
        form.put("resource", explained.resource());
        form.put("decision", explanation.decision().isAllowed() ? "Allow" : "Deny");
        ArrayNode statements = form.putArray("statements");
        for (Explanation.Finding finding : explanation.findings()) {
            write(statements.addObject(), finding);
        }
        write(form.putArray("remedies"), explanation.remedies());
    }

    private static void write(ObjectNode form, Explanation.Finding finding) {
        form.put("layer", finding.layer().name());
        form.put("policy", finding.policy());
        form.put("sid", finding.statement().name());
        form.put("effect", finding.statement().effect().written());
        form.put("matched", finding.verdict() instanceof Verdict.Applies);
        switch (finding.verdict()) {
            case Verdict.Applies _ -> {}
            case Verdict.OtherPrincipal _ -> form.put("otherPrincipal", true);
            case Verdict.OtherResource(List<String> wanted, List<String> seen) -> {
                ObjectNode other = form.putObject("otherResource");
                write(other.putArray("wanted"), wanted);
                write(other.putArray("seen"), seen);
            }
            case Verdict.Unfulfilled(List<Explanation.FailedCondition> conditions) -> {
                ArrayNode failed = form.putArray("failed");
                conditions.forEach(condition -> write(failed.addObject(), condition));
            }
        }
    }

    private static void write(ObjectNode form, Explanation.FailedCondition condition) {
        form.put("operator", condition.operator());
        form.put("key", condition.key());
        write(form.putArray("wanted"), condition.wanted());
        write(form.putArray("seen"), condition.seen());
    }

    private static void write(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
