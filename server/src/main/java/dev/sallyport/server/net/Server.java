package dev.sallyport.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listeners of one server: a TLS port and, if configured, a plain one on loopback.
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int LOW_WATER = 64 * 1024;
    private static final int HIGH_WATER = 256 * 1024;
    private static final int BACKLOG = 4_096;

    private final NetConfig config;
    private final Transport transport;
    private final Shared shared;
    private final ExecutorService requests;
    private final EventLoopGroup loops;
    private final SslContext tls;
    private final ChannelGroup connections;
    private final List<Channel> listeners = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Binds nothing yet. `clock` gives the Date of responses.
    public Server(NetConfig config, HttpHandler http, SocketHandler sockets, InstantSource clock) {
        this(config, http, sockets, clock, Transport.best());
    }

    Server(
            NetConfig config,
            HttpHandler http,
            SocketHandler sockets,
            InstantSource clock,
            Transport transport) {
        this.config = config;
        this.transport = transport;
        this.tls = transport.newTls(config.identity());
        this.loops = transport.newLoops(Runtime.getRuntime().availableProcessors());
        this.connections = new DefaultChannelGroup(loops.next());
        this.requests =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory());
        NetLimits limits = config.limits();
        this.shared =
                new Shared(
                        http,
                        sockets,
                        new Admission(
                                limits,
                                Descriptors.cut(limits.connections()),
                                Ticker.systemTicker()::nanoTime),
                        new RequestGate(limits),
                        limits,
                        new ResponseWriter(clock, limits.deadlines().write()),
                        requests);
    }

    /// Binds the ports; returns when they accept. Throws UncheckedIOException when one is taken.
    public void start() {
        bind(config.address(), ConnectionInitializer.secured(shared, connections, tls));
        config.plain()
                .ifPresent(
                        address -> bind(address, ConnectionInitializer.plain(shared, connections)));
        LOG.atInfo()
                .addKeyValue("transport", transport.describeIo())
                .addKeyValue("tls", transport.describeTls())
                .addKeyValue("port", port())
                .log("listening");
    }

    private void bind(InetSocketAddress address, ConnectionInitializer initializer) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(transport.listener())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOCATOR, new HeapCodecAllocator())
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                        .childHandler(initializer);
        transport.watch(bootstrap, config.limits().deadlines().ping());
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new UncheckedIOException(
                    "cannot listen on " + address, new IOException(bound.cause()));
        }
        listeners.add(bound.channel());
    }

    /// The TLS port in use.
    public int port() {
        return portOf(listeners.getFirst());
    }

    /// The plain port in use, if there is one.
    public OptionalInt plainPort() {
        return listeners.size() < 2
                ? OptionalInt.empty()
                : OptionalInt.of(portOf(listeners.get(1)));
    }

    private static int portOf(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Stops accepting, lets running requests finish for a while, says goodbye to websockets (1001)
    /// and returns when every thread of the room has ended.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        connections.forEach(Server::sendAway);
        long drain = config.limits().deadlines().drain().toMillis();
        connections.newCloseFuture().awaitUninterruptibly(drain);
        connections.close().awaitUninterruptibly();
        stopRequests(drain);
        loops.shutdownGracefully(0, drain, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        ReferenceCountUtil.release(tls);
    }

    private static void sendAway(Channel connection) {
        connection
                .eventLoop()
                .execute(() -> connection.pipeline().fireUserEventTriggered(GoAway.NOW));
    }

    private void stopRequests(long patience) {
        requests.shutdownNow();
        try {
            if (!requests.awaitTermination(patience, TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("a request did not end when interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
