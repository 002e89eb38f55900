package dev.sallyport.agent;

import dev.sallyport.agent.files.Copiers;
import dev.sallyport.agent.keys.KeySource;
import dev.sallyport.agent.keys.KeySync;
import dev.sallyport.agent.link.NodeIdentity;
import dev.sallyport.agent.link.RoleCredentials;
import dev.sallyport.agent.link.ServerAddress;
import dev.sallyport.agent.link.ServerCalls;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.agent.link.Trust;
import dev.sallyport.agent.port.Forwarding;
import dev.sallyport.agent.session.ControlChannel;
import dev.sallyport.agent.session.Line;
import dev.sallyport.agent.session.Services;
import dev.sallyport.agent.session.SessionThreads;
import dev.sallyport.agent.session.Sessions;
import dev.sallyport.agent.session.TaskResults;
import dev.sallyport.agent.shell.AsAccount;
import dev.sallyport.agent.shell.MachineUsers;
import dev.sallyport.agent.shell.Shells;
import dev.sallyport.agent.shell.SudoRule;
import dev.sallyport.agent.shell.Users;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/// Puts an agent together; the one place that knows the real clock, randomness and environment.
final class Wiring {
    /// Half of what the stock agent takes, so that a dead peer is noticed within 75 s.
    private static final Duration PING_EVERY = Duration.ofSeconds(25);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /// Of forwarded ports, all sessions together.
    private static final int MAX_CONNECTIONS = 10_000;

    private final DataDir data;
    private final Stamps stamps =
            new Stamps(InstantSource.system(), System::nanoTime, new SecureRandom());

    Wiring(DataDir data) {
        this.data = data;
    }

    Registrar registrar(ServerAddress server, String region) throws IOException {
        return new Registrar(new ServerCalls(http(), server, region, stamps), data, stamps);
    }

    Agent agent(Settings settings) throws IOException {
        SudoRule sudo = new SudoRule(Path.of("/etc/sudoers.d"), settings.sudo());
        return agent(settings, new MachineUsers(sudo));
    }

    /// With other users than the machine's, for tests.
    Agent agent(Settings settings, Users users) throws IOException {
        Shells shells = new Shells(users, System.getenv());
        Registration registration = settings.registration();
        NodeIdentity node = NodeFiles.identity(data, registration);
        ServerCalls calls =
                new ServerCalls(http(), registration.server(), registration.region(), stamps);
        RoleCredentials credentials = new RoleCredentials(calls, node, stamps);
        Line line = new Line(node.id(), calls, credentials, stamps, PING_EVERY);
        ScheduledThreadPoolExecutor timer = timer();
        TaskResults results = new TaskResults(node.id(), stamps, timer);
        Sessions sessions =
                new Sessions(
                        line,
                        new Services(
                                shells,
                                new Forwarding(
                                        InetAddress::getAllByName,
                                        settings.noForwardTo(),
                                        MAX_CONNECTIONS),
                                copiers(users)),
                        results,
                        settings.maxSessions(),
                        timer,
                        new SessionThreads());
        RunState state =
                new RunState(data, node.id().value(), settings.readyFile(), stamps.clock());
        Heartbeat heartbeat =
                new Heartbeat(
                        line,
                        () -> NodeFacts.gather(registration.name(), registration.server().uri()),
                        Thread::sleep);
        return new Agent(
                new ControlChannel(line, sessions, results, state),
                heartbeat,
                sessions,
                results,
                Thread::sleep,
                keys(settings, new GroupKeyCalls(calls, credentials), users));
    }

    private Copiers copiers(Users users) {
        Copiers.Own own =
                new Copiers.Own(
                        users.own(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding")));
        return new Copiers(
                new AsAccount(users),
                own,
                stamps::id,
                Thread.ofPlatform().daemon().name("copy-feed").factory());
    }

    private Optional<KeySync> keys(Settings settings, KeySource source, Users users) {
        return settings.keyRules().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new KeySync(
                                settings.keyRules(),
                                source,
                                new AsAccount(users),
                                stamps.random()));
    }

    private HttpClient http() throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .executor(Executors.newVirtualThreadPerTaskExecutor());
        Optional<byte[]> ca = data.read(NodeFiles.CA);
        if (ca.isPresent()) {
            try {
                builder.sslContext(Trust.onlyIn(ca.orElseThrow()));
            } catch (GeneralSecurityException e) {
                throw new IOException("CA file: " + e.getMessage(), e);
            }
        }
        return builder.build();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("timer").factory());
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return timer;
    }
}
