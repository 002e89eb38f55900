package dev.sallyport.cli.command;

import dev.sallyport.cli.account.Account;
import dev.sallyport.cli.account.Member;
import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.judge.Thing;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.policy.Request;
import dev.sallyport.protocol.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What people call things: ARNs, ids, names, `document/NAME`.
final class ResourceWords {
    private static final Set<String> OF_IAM = Set.of("user", "role", "group", "policy", "mfa");
    private static final String SHIPPED = "AWS-";

    private final Targets targets;
    private final Api api;
    private final Account account;
    private final String region;

    ResourceWords(Targets targets, Api api, Account account, String region) {
        this.targets = targets;
        this.api = api;
        this.account = account;
        this.region = region;
    }

    /// The thing, with its tags where the caller may read them.
    Thing resolve(String word) {
        if (word.equals(Request.NO_RESOURCE)) {
            return Thing.nothing();
        }
        if (word.startsWith("arn:")) {
            return known(word);
        }
        int slash = word.indexOf('/');
        String kind = slash < 0 ? "node" : word.substring(0, slash);
        String name = word.substring(slash + 1);
        if (OF_IAM.contains(kind)) {
            return known(
                    account.find(word)
                            .map(Member::arn)
                            .orElse("arn:aws:iam::" + id() + ":" + word));
        }
        return switch (kind) {
            case "node" -> known(ssm("managed-instance/" + targets.one(name)));
            case "document" ->
                    known(
                            name.startsWith(SHIPPED)
                                    ? "arn:aws:ssm:" + region + "::document/" + name
                                    : ssm(word));
            case "session", "activation", "parameter" -> known(ssm(word));
            default ->
                    throw new Failure(
                            ExitCode.USAGE,
                            "'" + word + "' names no resource",
                            "write an ARN, a node, node/NAME, document/NAME, session/ID, user/NAME,"
                                    + " role/NAME, policy/NAME, or *");
        };
    }

    private String ssm(String rest) {
        return "arn:aws:ssm:" + region + ":" + id() + ":" + rest;
    }

    private String id() {
        return account.id().orElse("");
    }

    private Thing known(String arn) {
        Thing bare = Thing.of(arn, Optional.empty());
        return new Thing(bare.names(), tags(bare.arn()));
    }

    private Optional<Map<String, String>> tags(String arn) {
        String last = arn.substring(arn.lastIndexOf('/') + 1);
        if (arn.contains(":managed-instance/") && NodeId.isNodeId(last)) {
            return stored("ManagedInstance", last);
        }
        if (arn.contains(":document/")) {
            return arn.contains("::document/") ? Optional.of(Map.of()) : stored("Document", last);
        }
        return account.find(arn).map(member -> member.who().tags());
    }

    /// Nothing when the caller may not read them, or there is no such thing.
    private Optional<Map<String, String>> stored(String type, String id) {
        try {
            JsonNode answer =
                    api.ssm(
                            "ListTagsForResource",
                            Api.request().put("ResourceType", type).put("ResourceId", id));
            Map<String, String> tags = new HashMap<>();
            answer.path("TagList")
                    .forEach(tag ->
                            tags.put(tag.path("Key").asString(""), tag.path("Value").asString("")));
            return Optional.of(tags);
        } catch (Failure failure) {
            if (failure.exit() == ExitCode.UNREACHABLE) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
