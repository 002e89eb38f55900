package dev.sallyport.server.access;

import dev.sallyport.server.identity.Caller;

/// One question of access: may this caller, as the call came, do this to all of that.
///
/// @param action as policies write it (`ssm:StartSession`)
public record Question(Caller caller, String action, Aim aim, Circumstances circumstances) {
    /// The same about another action.
    Question about(String other) {
        return new Question(caller, other, aim, circumstances);
    }
}
