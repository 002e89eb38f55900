package dev.sallyport.server.access;

import dev.sallyport.policy.Authorizer;
import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.Request;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.directory.Principals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Decides by the account's policies.
///
/// Every resource of a call is judged by itself, and all must be allowed. A node's chores about
/// itself need no policy, but a denial in its role's policies counts there too.
public final class PolicyAccess implements Access {
    // Needs no permission and cannot be denied, as in AWS.
    private static final String WHO_AM_I = "sts:GetCallerIdentity";

    private final Standings standings;
    private final Things things;
    private final OwnKeys ownKeys;

    /// Without calendars.
    public PolicyAccess(Principals principals, Things things) {
        this(principals, things, () -> Calendars.NONE);
    }

    /// @param calendars as they are now
    public PolicyAccess(Principals principals, Things things, Supplier<Calendars> calendars) {
        this.ownKeys = new OwnKeys(calendars);
        this.standings = new Standings(principals);
        this.things = things;
    }

    @Override
    public Decision decide(Question question) {
        return switch (question.caller()) {
            case Caller.Anonymous _ -> new Decision.Deny("the caller is not known");
            case Caller.NodeKey key -> decideKey(key, question.action());
            case Caller.NodeRole node -> decideNode(node, question);
            case Caller.User _,
                    Caller.UserSession _,
                    Caller.AssumedRole _,
                    Caller.FederatedUser _,
                    Caller.WebIdentity _ ->
                    decideByPolicies(question, standings.of(question.caller()));
        };
    }

    private static Decision decideKey(Caller.NodeKey key, String action) {
        return NodeChores.isKeyChore(action)
                ? new Decision.Allow("the key of " + key.node() + " proves it")
                : new Decision.Deny(
                        "User: %s is not authorized to perform: %s".formatted(key.arn(), action));
    }

    private Decision decideNode(Caller.NodeRole node, Question question) {
        if (question.action().equals(WHO_AM_I)) {
            return free(question.action());
        }
        List<String> resources = question.aim().resources();
        Optional<String> foreign = NodeChores.foreign(node, question.action(), resources);
        if (foreign.isPresent()) {
            return new Decision.Deny(
                    "User: %s is not authorized to perform: %s on resource: %s because a node may act for itself only"
                            .formatted(node.arn(), question.action(), foreign.orElseThrow()));
        }
        Standing standing = standings.of(node);
        if (!NodeChores.isChore(question.action())) {
            return decideByPolicies(question, standing);
        }
        return denial(question, standing, resources)
                .<Decision>map(Decision.Deny::new)
                .orElseGet(() -> new Decision.Allow(node.node() + " acts for itself"));
    }

    private static Decision free(String action) {
        return new Decision.Allow(action + " needs no permission");
    }

    private Decision decideByPolicies(Question question, Standing standing) {
        if (question.action().equals(WHO_AM_I)) {
            return free(question.action());
        }
        for (String resource : question.aim().resources()) {
            var decision = judge(question, standing, resource);
            if (!decision.isAllowed()) {
                return new Decision.Deny(text(decision, question, resource));
            }
        }
        for (Aim.Need need : question.aim().also()) {
            Question more = question.about(need.action());
            var decision = judge(more, standing, need.resource());
            if (!decision.isAllowed()) {
                return new Decision.Deny(text(decision, more, need.resource()));
            }
        }
        Optional<String> denial = denial(question, standing, question.aim().unlessDenied());
        if (denial.isPresent()) {
            return new Decision.Deny(denial.orElseThrow());
        }
        return new Decision.Allow("policies of " + question.caller().arn());
    }

    /// The sentence about the first of the resources that is explicitly denied.
    private Optional<String> denial(Question question, Standing standing, List<String> resources) {
        for (String resource : resources) {
            var decision = judge(question, standing, resource);
            if (decision instanceof dev.sallyport.policy.Decision.ExplicitDeny) {
                return Optional.of(text(decision, question, resource));
            }
        }
        return Optional.empty();
    }

    private static String text(
            dev.sallyport.policy.Decision decision, Question question, String resource) {
        return decision.text(question.caller().arn(), question.action(), resource);
    }

    private dev.sallyport.policy.Decision judge(
            Question question, Standing standing, String resource) {
        return Authorizer.decide(
                standing.policies(),
                things.policyOf(question.action(), resource),
                request(question, standing, resource));
    }

    private Request request(Question question, Standing standing, String resource) {
        List<String> names =
                resource.equals(Request.NO_RESOURCE) ? List.of(resource) : things.namesOf(resource);
        return Request.of(
                standing.principal(),
                question.action(),
                names,
                new CallKeys(question, standing, resource, things, ownKeys));
    }

    /// Why {@link #decide} says what it says: one explanation for each resource. For people; far
    /// slower.
    public List<Explained> explain(Question question) {
        Standing standing = standings.of(question.caller());
        List<String> all = new ArrayList<>(question.aim().resources());
        all.addAll(question.aim().unlessDenied());
        return Stream.concat(
                        all.stream().distinct().map(it -> explained(question, standing, it)),
                        question.aim().also().stream()
                                .map(need ->
                                        explained(
                                                question.about(need.action()),
                                                standing,
                                                need.resource())))
                .toList();
    }

    private Explained explained(Question question, Standing standing, String resource) {
        return new Explained(question.action(), resource, explain(question, standing, resource));
    }

    private Explanation explain(Question question, Standing standing, String resource) {
        return Authorizer.explain(
                standing.policies(),
                things.policyOf(question.action(), resource),
                request(question, standing, resource));
    }
}
