package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.judge.Ruling;
import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.Explanation.FailedCondition;
import dev.sallyport.policy.Explanation.Verdict;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Statements about an action, as JSON.
final class Findings {
    private Findings() {}

    static List<ObjectNode> of(Ruling.Part part) {
        return part.explanation().findings().stream()
                .map(finding -> json(part.thing().arn(), finding))
                .toList();
    }

    private static ObjectNode json(String resource, Explanation.Finding finding) {
        ObjectNode json = Api.request();
        json.put("resource", resource);
        json.put("layer", CanCommand.lower(finding.layer()));
        json.put("policy", finding.policy());
        json.put("statement", finding.statement().name());
        json.put("effect", CanCommand.lower(finding.statement().effect()));
        json.put("matched", finding.verdict() instanceof Verdict.Applies);
        ArrayNode resources = json.putArray("resources");
        finding.statement().resources().patterns().forEach(resources::add);
        ArrayNode failed = json.putArray("failed");
        if (finding.verdict() instanceof Verdict.Unfulfilled(List<FailedCondition> conditions)) {
            conditions.forEach(it -> failed.add(json(it)));
        }
        return json;
    }

    private static ObjectNode json(FailedCondition condition) {
        ObjectNode json = Api.request();
        json.put("operator", condition.operator());
        json.put("key", condition.key());
        condition.wanted().forEach(json.putArray("wanted")::add);
        condition.seen().forEach(json.putArray("seen")::add);
        return json;
    }
}
