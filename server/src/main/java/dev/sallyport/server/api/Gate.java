package dev.sallyport.server.api;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;

/// The two questions before any handler: who is this, and may they.
public final class Gate {
    private final Authenticator authenticator;
    private final Decisions decisions;
    private final SourceThrottle throttle;
    private final Territory territory;
    private final DenialNotes notes;

    public Gate(
            Authenticator authenticator,
            Decisions decisions,
            SourceThrottle throttle,
            Territory territory) {
        this(authenticator, decisions, throttle, territory, DenialNotes.NONE);
    }

    /// @param notes what the refused may show to whoever can tell them why
    public Gate(
            Authenticator authenticator,
            Decisions decisions,
            SourceThrottle throttle,
            Territory territory,
            DenialNotes notes) {
        this.notes = notes;
        this.authenticator = authenticator;
        this.decisions = decisions;
        this.throttle = throttle;
        this.territory = territory;
    }

    /// `service` is the name signatures must be scoped to.
    Caller admit(Exchange exchange, String service, Authentication authentication) throws Refused {
        HttpRequest request = exchange.request();
        return switch (authentication) {
            case SIGNED -> proven(authenticator.signed(request, service));
            case NODE_KEY -> proven(authenticator.signedByNode(request));
            case ANONYMOUS -> {
                if (!throttle.admit(exchange.client().address())) {
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

    /// The call, once it is allowed.
    Call permit(Exchange exchange, Caller caller, String action, Aim aim) throws Refused {
        SessionReach.check(caller, action);
        Call call = unasked(exchange, caller, aim);
        Question question = call.question(action);
        if (decisions.decide(call.requestId(), question) instanceof Decision.Deny(String reason)) {
            throw new Refused(Refusal.NOT_ALLOWED, reason + decisions.hints(question));
        }
        return call;
    }

    /// A call that anybody may make.
    Call unasked(Exchange exchange, Caller caller, Aim aim) {
        return exchange.call(caller, aim, territory.region());
    }
}
