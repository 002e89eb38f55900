package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.ec2.InstanceRoutes;
import dev.sallyport.server.api.ec2.InstanceTagRoutes;
import dev.sallyport.server.api.ec2.TagListing;
import dev.sallyport.server.api.ec2messages.Ec2MessagesRoutes;
import dev.sallyport.server.api.ssm.ActivationRoutes;
import dev.sallyport.server.api.ssm.AgentRoutes;
import dev.sallyport.server.api.ssm.AssociationRoutes;
import dev.sallyport.server.api.ssm.NodeRoutes;
import dev.sallyport.server.api.ssm.TagRoutes;
import dev.sallyport.server.api.ssm.model.RequestManagedInstanceRoleTokenResponse;
import dev.sallyport.server.fleet.Activations;
import dev.sallyport.server.fleet.AgentReport;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.InMemoryFleet;
import dev.sallyport.server.fleet.Presence;
import dev.sallyport.server.fleet.RegisterOutcome;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.CredentialOutcome;
import dev.sallyport.server.identity.MasterKey;
import dev.sallyport.server.identity.NodeCredentials;
import dev.sallyport.server.identity.RoleTokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A fleet in memory with the handlers around it, for tests of the handlers.
public final class NodeRig {
    public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final InMemoryFleet store = new InMemoryFleet();
    private Instant now = NOON;
    private int holds;

    public final Passings passings = new Passings();
    private final Activations activations = new Activations(store, RANDOM, () -> now);
    public final Presence presence = new Presence(store, () -> now);
    private final MasterKey master = MasterKey.generate(RANDOM);
    private final RoleTokens tokens = new RoleTokens(Counter.ACME, master, RANDOM);
    public final Fleet fleet =
            new Fleet(store, activations, presence, tokens::bar, RANDOM, () -> now);
    public final Counter counter = new Counter(routes(), () -> now);

    private Routes routes() {
        ResourceNames names = new ResourceNames("us-east-1", Counter.ACME);
        PageTokens pages = new PageTokens(Bytes.ofUtf8("a key for pages"));
        Tags tags =
                new Tags(
                        store,
                        Map.of(
                                TagStore.Kind.NODE,
                                id -> fleet.find(new NodeId(id)).isPresent(),
                                TagStore.Kind.DOCUMENT,
                                "Doc"::equals));
        Routes.Builder routes = Routes.builder();
        new NodeRoutes(fleet, presence, pages, names).addTo(routes);
        new ActivationRoutes(activations, pages, passings.rule()).addTo(routes);
        new TagRoutes(tags, names).addTo(routes);
        new AgentRoutes(fleet, tokens, names).addTo(routes);
        new AssociationRoutes(names).addTo(routes);
        new Ec2MessagesRoutes(names, () -> holds++).addTo(routes);
        new InstanceRoutes(fleet, presence, pages, names).addTo(routes);
        new InstanceTagRoutes(fleet, tags, names).addTo(routes);
        new TagListing(fleet, pages).addTo(routes);
        return routes.build();
    }

    public void setNow(Instant instant) {
        now = instant;
    }

    public int holds() {
        return holds;
    }

    /// Brings a node in, with tags and a name of its activation.
    public NodeId join(String key, String name, Map<String, String> tags) {
        var created =
                (Activations.Outcome.Created)
                        activations.create(
                                new Activations.Request(
                                        "service-role/Nodes", "", name, 1, Optional.empty(), tags));
        var outcome =
                fleet.register(
                        new Fleet.Registration(
                                created.activation().id(), created.code(), "finger", "Rsa", key));
        return ((RegisterOutcome.Registered) outcome).node().id();
    }

    public void report(NodeId node, String address, String computer) {
        fleet.report(
                node,
                new AgentReport(
                        new AgentReport.Agent("amazon-ssm-agent", "3.3.40.0", "Active"),
                        new AgentReport.Platform("Linux", "Debian GNU/Linux", "12"),
                        computer,
                        address,
                        "ssmmessages"));
    }

    /// What the credentials a node got are worth now.
    public CredentialOutcome find(RequestManagedInstanceRoleTokenResponse issued) {
        return NodeCredentials.of(master, tokens)
                .find(issued.accessKeyId(), Optional.of(issued.sessionToken()), now);
    }

    public static Caller role(NodeId node) {
        return new Caller.NodeRole(
                Counter.ACME, node, "Nodes", "AROA22222222222222222", "ASIA2222222222222222");
    }

    public static Caller key(NodeId node) {
        return new Caller.NodeKey(Counter.ACME, node);
    }

    /// Checks which error a call ends with.
    public static void assertFault(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault ->
                                org.assertj.core.api.Assertions.assertThat(fault.code())
                                        .as(fault.text())
                                        .isEqualTo(code));
    }
}
