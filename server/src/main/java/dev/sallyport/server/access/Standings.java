package dev.sallyport.server.access;

import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.SessionTraits;
import dev.sallyport.server.identity.directory.Powers;
import dev.sallyport.server.identity.directory.Principals;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds out what callers are judged by. Answers from memory.
final class Standings {
    private final Principals principals;
    private final CompiledPowers compiled = new CompiledPowers();
    private final SessionLimits limits;

    Standings(Principals principals) {
        this.principals = principals;
        this.limits = new SessionLimits(principals);
    }

    Standing of(Caller caller) {
        return switch (caller) {
            case Caller.User user -> ofUser(user, user);
            case Caller.UserSession session -> ofUser(session.user(), session);
            case Caller.AssumedRole role -> ofRole(role);
            case Caller.FederatedUser federated -> ofFederated(federated);
            case Caller.NodeRole node -> ofNode(node);
            case Caller.WebIdentity web -> nobody(new Principal.Federated(web.arn()));
            case Caller.NodeKey _, Caller.Anonymous _ -> nobody(new Principal.Anonymous());
        };
    }

    private static Standing nobody(Principal principal) {
        return new Standing(principal, PrincipalPolicies.NONE, Map.of());
    }

    private Standing ofUser(Caller.User user, Caller caller) {
        return standing(principal(user), principals.ofUser(user.userId()), caller);
    }

    private static Principal principal(Caller.User user) {
        return new Principal.User(user.account().value(), user.arn(), user.userId());
    }

    private Standing ofRole(Caller.AssumedRole role) {
        Principal principal =
                new Principal.RoleSession(
                        role.account().value(), role.arn(), role.principalArn(), role.role().id());
        return standing(principal, principals.ofRole(role.role().id()), role);
    }

    private Standing ofFederated(Caller.FederatedUser federated) {
        Principal principal =
                new Principal.FederatedUser(
                        federated.account().value(), federated.arn(), federated.user().arn());
        return standing(principal, principals.ofUser(federated.user().userId()), federated);
    }

    /// A role that was never made has no policies: its nodes do their chores and nothing else.
    private Standing ofNode(Caller.NodeRole node) {
        Optional<Powers> powers = principals.ofRoleNamed(node.role());
        Principal principal =
                new Principal.RoleSession(
                        node.account().value(),
                        node.arn(),
                        powers.map(Powers::arn).orElse(node.principalArn()),
                        node.roleId());
        return powers.map(it -> new Standing(principal, compiled.of(it), it.tags()))
                .orElseGet(() -> nobody(principal));
    }

    /// A caller's tags are those of the user or role, and what its session was given besides.
    private Standing standing(Principal principal, Optional<Powers> powers, Caller caller) {
        if (powers.isEmpty()) {
            return nobody(principal);
        }
        PrincipalPolicies own = compiled.of(powers.orElseThrow());
        PrincipalPolicies limited =
                caller.sessionPolicies().map(it -> own.withSession(limits.of(it))).orElse(own);
        return new Standing(principal, limited, tags(powers.orElseThrow(), caller));
    }

    /// As the account has them now; those given to the session win.
    private static Map<String, String> tags(Powers powers, Caller caller) {
        Map<String, String> given = SessionTraits.of(caller).tags();
        if (given.isEmpty()) {
            return powers.tags();
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(powers.tags());
        all.putAll(given);
        return all;
    }
}
