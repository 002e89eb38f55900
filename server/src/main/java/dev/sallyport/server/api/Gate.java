package dev.sallyport.server.api;

import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;

/// The two questions before any handler: who is this, and may they.
public final class Gate {
    private final Authenticator authenticator;
    private final Access access;
    private final SourceThrottle throttle;
    private final Territory territory;
    private final DenialNotes notes;

    public Gate(
            Authenticator authenticator,
            Access access,
            SourceThrottle throttle,
            Territory territory) {
        this(authenticator, access, throttle, territory, DenialNotes.NONE);
    }

    /// @param notes what the refused may show to whoever can tell them why
    public Gate(
            Authenticator authenticator,
            Access access,
            SourceThrottle throttle,
            Territory territory,
            DenialNotes notes) {
        this.notes = notes;
        this.authenticator = authenticator;
        this.access = access;
        this.throttle = throttle;
        this.territory = territory;
    }

    /// `service` is the name signatures must be scoped to.
    Caller admit(HttpRequest request, String service, Authentication authentication)
            throws Refused {
        return switch (authentication) {
            case SIGNED -> proven(authenticator.signed(request, service));
            case NODE_KEY -> proven(authenticator.signedByNode(request));
            case ANONYMOUS -> {
                if (!throttle.admit(request.remote().getAddress())) {
                    throw new Refused(Refusal.THROTTLED, "");
                }
                yield nobody();
            }
        };
    }

    private static Caller proven(AuthOutcome outcome) throws Refused {
        return switch (outcome) {
            case AuthOutcome.Proven(Caller caller) -> caller;
            case AuthOutcome.Unsigned _ -> throw new Refused(Refusal.NO_CREDENTIALS, "");
            case AuthOutcome.Rejected(Refusal refusal, String text) ->
                    throw new Refused(refusal, text);
        };
    }

    DenialNotes notes() {
        return notes;
    }

    Caller nobody() {
        return new Caller.Anonymous(territory.account());
    }

    void permit(Exchange exchange, Caller caller, String action, Aim aim) throws Refused {
        SessionReach.check(caller, action);
        Question question =
                new Question(caller, action, aim, exchange.circumstances(territory.region()));
        if (access.decide(question) instanceof Decision.Deny) {
            throw new Refused(
                    Refusal.NOT_ALLOWED,
                    "User: %s is not authorized to perform: %s on resource: %s"
                            .formatted(caller.arn(), action, named(aim)));
        }
    }

    private static String named(Aim aim) {
        return (aim.resources().isEmpty() ? aim.unlessDenied() : aim.resources()).getFirst();
    }
}
