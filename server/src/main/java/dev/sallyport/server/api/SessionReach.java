package dev.sallyport.server.api;

import dev.sallyport.server.identity.Caller;
import java.util.Set;

/// What temporary credentials are good for at all, whatever policies say: none of them makes new
/// ones of the same kind, and those that nobody proved with a device stay away from IAM. A stolen
/// session thus cannot make itself last.
///
/// Source: "Compare AWS STS credentials" in the IAM User Guide.
final class SessionReach {
    private static final Set<String> LONG_TERM_ONLY =
            Set.of("sts:GetSessionToken", "sts:GetFederationToken");
    private static final Set<String> UNPROVEN = Set.of("sts:AssumeRole", "sts:GetCallerIdentity");
    private static final Set<String> FEDERATED = Set.of("sts:GetCallerIdentity");

    private SessionReach() {}

    static void check(Caller caller, String action) throws Refused {
        switch (caller) {
            case Caller.UserSession session -> {
                if (session.credentials().mfaAt().isEmpty()) {
                    keepWithin(UNPROVEN, action);
                }
                refuseNewSession(action);
            }
            case Caller.FederatedUser _ -> keepWithin(FEDERATED, action);
            case Caller.AssumedRole _, Caller.NodeRole _ -> refuseNewSession(action);
            case Caller.User _, Caller.WebIdentity _, Caller.NodeKey _, Caller.Anonymous _ -> {}
        }
    }

    private static void keepWithin(Set<String> sts, String action) throws Refused {
        if (action.startsWith("iam:")) {
            throw new Refused(Refusal.BAD_TOKEN, "");
        }
        if (action.startsWith("sts:") && !sts.contains(action)) {
            throw notWithSession(action);
        }
    }

    private static void refuseNewSession(String action) throws Refused {
        if (LONG_TERM_ONLY.contains(action)) {
            throw notWithSession(action);
        }
    }

    private static Refused notWithSession(String action) {
        String operation = action.substring(action.indexOf(':') + 1);
        return new Refused(
                Refusal.NOT_ALLOWED, "Cannot call " + operation + " with session credentials");
    }
}
