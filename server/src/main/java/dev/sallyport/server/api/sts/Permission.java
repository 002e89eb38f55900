package dev.sallyport.server.api.sts;

import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.identity.Caller;

/// Asks the one decision function what the front cannot ask yet: further actions of a call, and for
/// callers who prove themselves by the call's input.
final class Permission {
    private final Access access;

    Permission(Access access) {
        this.access = access;
    }

    void demand(Call call, Caller caller, String action, Aim aim) {
        if (access.decide(new Question(caller, action, aim, call.circumstances()))
                instanceof Decision.Deny(String reason)) {
            throw StsErrors.accessDenied(reason);
        }
    }
}
