package dev.sallyport.server;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.api.Decisions;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.certificates.CertificateNames;
import dev.sallyport.server.certificates.OwnCertificates;
import dev.sallyport.server.certificates.ServerCertificate;
import dev.sallyport.server.config.Config;
import dev.sallyport.server.fleet.Activations;
import dev.sallyport.server.identity.Accounts;
import dev.sallyport.server.identity.AdminKey;
import dev.sallyport.server.identity.KeptCallers;
import dev.sallyport.server.net.NetConfig;
import dev.sallyport.server.net.NetLimits;
import dev.sallyport.server.net.Server;
import dev.sallyport.server.net.TlsIdentity;
import dev.sallyport.server.sessions.Reviews;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that calls the constructors of services, starts what has threads, and stops it in
/// reverse order.
final class Wiring implements Running {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration TIDY = Duration.ofMinutes(1);
    // One machine to try with, and a second try.
    private static final int FIRST_NODES = 5;

    private final Config config;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Population population;
    private final Server server;
    private final Optional<Path> caFile;

    private Wiring(Config config) throws IOException {
        this.config = config;
        try {
            Ground ground = closing(new Ground(config));
            AtomicReference<Traffic> traffic = new AtomicReference<>();
            this.population = Population.of(ground, node -> traffic.get().removed(node));
            closing(population.presence()::flush);
            closing(population.uses()::flush);
            traffic.set(closing(new Traffic(ground, population)));
            ServerCertificate certificate = certificate(ground);
            this.caFile = certificate.authority().map(Path::toAbsolutePath);
            this.server = start(ground, traffic.get(), certificate);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static Running start(Config config) throws IOException {
        return new Wiring(config);
    }

    static AdminKey replaceAdminKey(Config config) {
        try (Ground ground = new Ground(config)) {
            return ground.accounts().replaceAdminKey();
        }
    }

    private <T extends AutoCloseable> T closing(T thing) {
        started.push(thing);
        return thing;
    }

    private Server start(Ground ground, Traffic traffic, ServerCertificate certificate) {
        ExecutorService blocking =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("channel-", 0).factory());
        closing(blocking);
        Patience patience = closing(new Patience());
        Doors doors = new Doors(ground, population, traffic, blocking);
        KnownThings things = KnownThings.of(ground, population, traffic);
        PolicyAccess access = new PolicyAccess(population.directory(), things, ground::calendars);
        Reviews reviews = reviews(ground, traffic, access);
        Routes routes =
                new Operations(ground, population, traffic, access, reviews, things)
                        .routes(patience);
        NetConfig net =
                new NetConfig(
                        new InetSocketAddress(
                                literal(config.listen().address()), config.listen().port()),
                        new TlsIdentity(certificate.chain(), certificate.key()),
                        config.listen()
                                .plainPort()
                                .map(port ->
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), port)),
                        NetLimits.standard());
        // Sessions of an earlier run are ready before their ends can knock.
        traffic.life().reopen();
        reviews.reopen();
        Server result =
                new Server(
                        net,
                        doors.http(routes, new Decisions(access, access::explain)),
                        doors.sockets(access),
                        ground.clock());
        closing(result).start();
        closing(timers(ground, traffic, reviews));
        // The first to end: a request that waits for work must not hold up the rest.
        closing(patience);
        return result;
    }

    private Reviews reviews(Ground ground, Traffic traffic, Access access) {
        KeptCallers callers = new KeptCallers(population.account(), population.passes());
        return new Reviews(
                access, callers::stand, ground.questions(callers), traffic.life(), ground.clock());
    }

    private ServerCertificate certificate(Ground ground) {
        Config.Tls tls = config.tls();
        if (tls.certificate().isPresent()) {
            return OwnCertificates.given(
                    tls.certificate().orElseThrow(),
                    tls.privateKey().orElseThrow(),
                    ground.clock());
        }
        Path directory = config.dataDir().resolve("tls");
        return new OwnCertificates(directory, ground.clock(), ground.random())
                .obtain(
                        CertificateNames.of(
                                hostName(), tls.names(), config.region(), tls.domain()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine without a name is reached as localhost or by a configured name.
            return "localhost";
        }
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }

    private Timers timers(Ground ground, Traffic traffic, Reviews reviews) {
        return new Timers()
                .every(SWEEP, traffic.life()::sweep)
                // What a command line beside this server changed, as the administrator's key.
                .every(SWEEP, population.directory()::refresh)
                .every(SWEEP, reviews::review)
                .every(TIDY, reviews::forgetEnded)
                .every(TIDY, ground::refreshCalendars)
                .every(TIDY, traffic.life()::forgetOld)
                .every(TIDY, population.presence()::flush)
                .every(TIDY, population.uses()::flush);
    }

    @Override
    public String endpoint() {
        return "https://localhost:" + server.port();
    }

    @Override
    public String region() {
        return config.region();
    }

    @Override
    public AccountId account() {
        return population.account();
    }

    @Override
    public Optional<Path> caFile() {
        return caFile;
    }

    @Override
    public Optional<AdminKey> freshKey() {
        return population.bootstrap() instanceof Accounts.Bootstrap.Fresh(AdminKey key)
                ? Optional.of(key)
                : Optional.empty();
    }

    @Override
    public Invitation invite() {
        var request =
                new Activations.Request(
                        "nodes",
                        "made at the first start",
                        "local",
                        FIRST_NODES,
                        Optional.empty(),
                        Map.of());
        return switch (population.activations().create(request)) {
            case Activations.Outcome.Created(var activation, var code) ->
                    new Invitation(activation.id(), code);
            case Activations.Outcome.BadExpiry(String reason) ->
                    throw new IllegalStateException(reason);
        };
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("a part did not stop cleanly");
            }
        }
    }
}
