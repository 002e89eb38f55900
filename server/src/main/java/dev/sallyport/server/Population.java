package dev.sallyport.server;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.fleet.Activations;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.FleetEvents;
import dev.sallyport.server.fleet.NodeStore;
import dev.sallyport.server.fleet.Presence;
import dev.sallyport.server.identity.Accounts;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.Credentials;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.Revocations;
import dev.sallyport.server.identity.RoleTokens;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.identity.directory.LastUses;
import dev.sallyport.server.store.sqlite.SqliteActivations;
import dev.sallyport.server.store.sqlite.SqliteLastUses;
import dev.sallyport.server.store.sqlite.SqliteNodes;
import java.time.Instant;

/// Who there is: the account, its credentials, the nodes.
record Population(
        Accounts.Bootstrap bootstrap,
        Directory directory,
        LastUses uses,
        RoleTokens tokens,
        Passes passes,
        Credentials credentials,
        Guesses guesses,
        MfaCodes codes,
        Activations activations,
        Fleet fleet,
        Presence presence,
        ResourceNames names) {

    /// @param removed is told of every node that is deregistered
    static Population of(Ground ground, FleetEvents removed) {
        Accounts.Bootstrap bootstrap = ground.accounts().bootstrap(ground.config().account());
        Revocations revocations = ground.revocations();
        Directory directory = ground.directory(revocations);
        Passes passes = ground.passes(directory, revocations);
        RoleTokens tokens = ground.roleTokens(bootstrap);
        NodeStore nodes = new SqliteNodes(ground.database());
        // A token outlives the process that issued it; so must its end.
        Instant oldest = ground.clock().instant().minus(RoleTokens.LIFE);
        nodes.removedSince(oldest).forEach(tokens::bar);
        Activations activations =
                new Activations(
                        new SqliteActivations(ground.database()), ground.random(), ground.clock());
        Presence presence = new Presence(nodes, ground.clock());
        FleetEvents events =
                node -> {
                    tokens.bar(node);
                    // A request of the node that overlaps may still get credentials for a role.
                    revocations.revoke(
                            node.value(), ground.clock().instant().plus(RoleTokens.LIFE));
                    removed.deregistered(node);
                };
        Fleet fleet =
                new Fleet(nodes, activations, presence, events, ground.random(), ground.clock());
        Guesses guesses = new Guesses();
        return new Population(
                bootstrap,
                directory,
                new LastUses(new SqliteLastUses(ground.database())),
                tokens,
                passes,
                ground.credentials(directory, passes, tokens),
                guesses,
                new MfaCodes(directory, ground.seedSecrets(), guesses),
                activations,
                fleet,
                presence,
                new ResourceNames(ground.config().region(), bootstrap.account()));
    }

    /// Notes when keys and roles are of use.
    void proven(Caller caller, LastUse use) {
        switch (caller) {
            case Caller.User user -> uses.note(user.accessKeyId(), use);
            case Caller.AssumedRole session -> uses.note(session.role().id(), use);
            case Caller.NodeRole node ->
                    directory.ofRoleNamed(node.role()).ifPresent(role -> uses.note(role.id(), use));
            case Caller.UserSession _,
                    Caller.FederatedUser _,
                    Caller.WebIdentity _,
                    Caller.NodeKey _,
                    Caller.Anonymous _ -> {}
        }
    }

    AccountId account() {
        return bootstrap.account();
    }

    boolean isKnown(AccountId account, NodeId node) {
        return account.equals(account()) && fleet.find(node).isPresent();
    }
}
