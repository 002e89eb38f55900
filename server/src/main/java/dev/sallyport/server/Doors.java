package dev.sallyport.server;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Verifier;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.api.Authenticator;
import dev.sallyport.server.api.Decisions;
import dev.sallyport.server.api.EncodedDenials;
import dev.sallyport.server.api.Front;
import dev.sallyport.server.api.Gate;
import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceModels;
import dev.sallyport.server.api.SignedAction;
import dev.sallyport.server.api.SourceThrottle;
import dev.sallyport.server.api.Territory;
import dev.sallyport.server.api.TrustedProxies;
import dev.sallyport.server.api.sallyport.DecisionReads;
import dev.sallyport.server.api.sallyport.GroupKeys;
import dev.sallyport.server.api.sallyport.Health;
import dev.sallyport.server.api.sallyport.RecordingDownloads;
import dev.sallyport.server.api.sallyport.SshCertificates;
import dev.sallyport.server.api.ssmmessages.Channels;
import dev.sallyport.server.api.ssmmessages.ControlDesk;
import dev.sallyport.server.api.ssmmessages.DataDesk;
import dev.sallyport.server.api.ssmmessages.SignedOpens;
import dev.sallyport.server.api.ssmmessages.SignedOpens.Demand;
import dev.sallyport.server.config.Config;
import dev.sallyport.server.fleet.NodePublicKey;
import dev.sallyport.server.net.HttpHandler;
import dev.sallyport.server.net.SocketHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/// What the outside may ask: every API on one port, and the websockets.
final class Doors {
    private static final String SSMMESSAGES = "ssmmessages";
    private static final int KNOWN_KEYS = 10_000;
    // A fleet behind one address may enrol a few hundred machines in a row.
    private static final int REGISTRATION_BURST = 100;
    private static final double REGISTRATIONS_PER_SECOND = 2;

    private final Ground ground;
    private final Population population;
    private final Traffic traffic;
    private final Authenticator authenticator;
    private final ControlDesk controlDesk;
    private final DataDesk dataDesk;

    /// @param blocking runs what websockets start and what may wait
    Doors(Ground ground, Population population, Traffic traffic, Executor blocking) {
        this.ground = ground;
        this.population = population;
        this.traffic = traffic;
        this.authenticator =
                new Authenticator(
                        population.credentials(),
                        node -> population.fleet().publicKey(node).map(NodePublicKey::key),
                        new Verifier(new DerivedKeys(KNOWN_KEYS)),
                        territory(),
                        ground.clock(),
                        population::proven);
        this.controlDesk =
                new ControlDesk(
                        traffic.control(),
                        population.presence(),
                        traffic.life(),
                        ground.random(),
                        ground.clock(),
                        blocking);
        this.dataDesk =
                new DataDesk(
                        traffic.life(), traffic.relay(), ground.random(), ground.clock(), blocking);
    }

    private Territory territory() {
        return new Territory(population.account(), ground.config().region(), Set.of());
    }

    HttpHandler http(Routes routes, Decisions decisions) {
        Gate gate =
                new Gate(
                        authenticator,
                        decisions,
                        new SourceThrottle(
                                REGISTRATION_BURST, REGISTRATIONS_PER_SECOND, System::nanoTime),
                        territory(),
                        new EncodedDenials(ground.authorizationMessages()));
        return new Front(
                ServiceModels.load(),
                routes,
                paths(decisions),
                gate,
                new TrustedProxies(ground.config().access().proxies()),
                ground.random(),
                ground.clock());
    }

    private PathRoutes paths(Decisions decisions) {
        PathRoutes.Builder paths = PathRoutes.builder();
        new Health(() -> ground.database().read(_ -> true)).register(paths);
        new GroupKeys(population.directory()).register(paths);
        new DecisionReads(decisions).register(paths);
        new RecordingDownloads(traffic.recordings(), population.names()).register(paths);
        new SshCertificates(
                        traffic.sessions(), traffic.sshAuthority(), ground.random(), ground.clock())
                .register(paths);
        paths.signed(
                "POST",
                "/v1/control-channel/{node}",
                action("CreateControlChannel", "control-channel/"),
                (_, _, node) -> controlDesk.create(new NodeId(node)));
        paths.signed(
                "POST",
                "/v1/data-channel/{session}",
                action("CreateDataChannel", "data-channel/"),
                (call, _, session) -> dataDesk.create(call.caller(), new SessionId(session)));
        return paths.build();
    }

    private SignedAction action(String name, String kind) {
        return new SignedAction(
                SSMMESSAGES,
                SSMMESSAGES + ":" + name,
                id ->
                        List.of(
                                "arn:aws:ssmmessages:%s:%s:%s%s"
                                        .formatted(
                                                ground.config().region(),
                                                population.account(),
                                                kind,
                                                id)),
                SignedAction.ErrorStyle.XML);
    }

    SocketHandler sockets(Access access) {
        Config.AccessRules rules = ground.config().access();
        SignedOpens opens =
                new SignedOpens(
                        authenticator,
                        access,
                        new TrustedProxies(rules.proxies()),
                        population.names(),
                        ground.clock(),
                        rules.openNeedsPermission() ? Demand.PERMISSION : Demand.NO_DENIAL);
        return new Channels(opens, controlDesk, dataDesk);
    }
}
