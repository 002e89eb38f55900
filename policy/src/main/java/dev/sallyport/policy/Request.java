package dev.sallyport.policy;

import java.util.List;
import java.util.Locale;

/// One question: may this principal do this to that resource. A call that touches several resources
/// is as many requests, and every one must be allowed. For one thread: it remembers what it was
/// asked.
public final class Request {
    /// The resource of an action that has no resources.
    public static final String NO_RESOURCE = "*";

    private final Principal principal;
    private final String action;
    private final String lowerCaseAction;
    private final String service;
    private final List<String> names;
    private final Arn[] resource;
    private final Facts facts;

    private Request(Principal principal, String action, List<String> names, ConditionKeys keys) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names: none (expected: one ARN or more, or *)");
        }
        this.principal = principal;
        this.action = action;
        this.lowerCaseAction = action.toLowerCase(Locale.ROOT);
        this.service = lowerCaseAction.substring(0, Math.max(0, lowerCaseAction.indexOf(':')));
        this.names = names;
        this.facts = new Facts(keys);
        this.resource = new Arn[names.size()];
        for (int i = 0; i < resource.length; i++) {
            resource[i] = new Arn(names.get(i));
        }
    }

    /// @param action as in `ssm:StartSession`
    /// @param names every ARN of the one resource, its first name first; or {@link #NO_RESOURCE}
    public static Request of(
            Principal principal, String action, List<String> names, ConditionKeys keys) {
        return new Request(principal, action, List.copyOf(names), keys);
    }

    public Principal principal() {
        return principal;
    }

    public String action() {
        return action;
    }

    public List<String> names() {
        return names;
    }

    public ConditionKeys keys() {
        return facts;
    }

    Facts facts() {
        return facts;
    }

    String lowerCaseAction() {
        return lowerCaseAction;
    }

    /// What stands before the action's colon, in lower case.
    String service() {
        return service;
    }

    Arn[] resource() {
        return resource;
    }
}
