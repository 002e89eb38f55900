package dev.sallyport.cli.judge;

import dev.sallyport.policy.Authorizer;
import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.RecurringHours;
import dev.sallyport.policy.Request;
import dev.sallyport.policy.ResourcePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks the engine as the server does: about every thing by itself.
public final class Judge {
    private static final String START_SESSION = "ssm:startsession";
    private static final String CHECK = "ssm:SessionDocumentAccessCheck";
    private static final String PREFERENCES = "SSM-SessionManagerRunShell";

    private final RecurringHours hours = new RecurringHours();
    private final ResourcePolicies policies;

    /// The policies that things keep themselves, such as the trust policies of roles.
    @FunctionalInterface
    public interface ResourcePolicies {
        ResourcePolicies NONE = (_, _) -> Optional.empty();

        Optional<ResourcePolicy> of(String action, Thing thing);
    }

    public Judge(ResourcePolicies policies) {
        this.policies = policies;
    }

    /// Whether `who` may do this to these things.
    public Ruling ask(Who who, String action, List<Thing> things, Situation situation) {
        boolean shell =
                action.toLowerCase(Locale.ROOT).equals(START_SESSION)
                        && things.size() == 1
                        && things.getFirst().isNode()
                        && !situation.more().containsKey(CHECK.toLowerCase(Locale.ROOT));
        List<Ruling.Part> parts = new ArrayList<>();
        // A shell by the account's preferences: the server authorises the node, says by a key that
        // it did not look at the document, and heeds a denial of the document all the same.
        Situation told = shell ? situation.with(CHECK, "false") : situation;
        things.forEach(thing -> parts.add(part(who, action, thing, told, true)));
        if (shell) {
            parts.add(part(who, action, preferences(things.getFirst()), told, false));
        }
        return new Ruling(who, action, parts);
    }

    private Ruling.Part part(
            Who who, String action, Thing thing, Situation situation, boolean allowNeeded) {
        Explanation explanation =
                Authorizer.explain(
                        who.policies(),
                        policies.of(action, thing),
                        Request.of(
                                who.principal(),
                                action,
                                thing.names(),
                                new Keys(hours, who, thing, situation)));
        return new Ruling.Part(thing, explanation, allowNeeded);
    }

    private static Thing preferences(Thing node) {
        String[] parts = node.arn().split(":", 6);
        String arn = "arn:aws:ssm:" + parts[3] + ":" + parts[4] + ":document/" + PREFERENCES;
        return new Thing(List.of(arn), Optional.empty());
    }
}
