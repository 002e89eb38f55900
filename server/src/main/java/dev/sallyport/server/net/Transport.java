package dev.sallyport.server.net;

import static jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// The engine room: what moves bytes and what does TLS. Native where the machine can, Java's own
/// everywhere else; both speak the same.
record Transport(IoHandlerFactory io, Class<? extends ServerChannel> listener, SslProvider tls) {
    private static final int UNANSWERED_PROBES = 2;

    static Transport best() {
        Transport java = java();
        return new Transport(
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : java.io,
                Epoll.isAvailable() ? EpollServerSocketChannel.class : java.listener,
                OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : java.tls);
    }

    static Transport java() {
        return new Transport(
                NioIoHandler.newFactory(), NioServerSocketChannel.class, SslProvider.JDK);
    }

    EventLoopGroup newLoops(int count) {
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("net"), io);
    }

    /// Has the kernel give up a peer that answers nothing over three pings, whether or not we read
    /// from it: while reading is off, a pong or a goodbye would not be seen.
    void watch(ServerBootstrap accepted, Duration ping) {
        int seconds = Math.max(1, Math.toIntExact(ping.toSeconds()));
        accepted.childOption(ChannelOption.SO_KEEPALIVE, true);
        if (listener == EpollServerSocketChannel.class) {
            accepted.childOption(EpollChannelOption.TCP_KEEPIDLE, seconds)
                    .childOption(EpollChannelOption.TCP_KEEPINTVL, seconds)
                    .childOption(EpollChannelOption.TCP_KEEPCNT, UNANSWERED_PROBES)
                    // Probes rest while something sent is not acknowledged; this does not.
                    .childOption(
                            EpollChannelOption.TCP_USER_TIMEOUT,
                            Math.toIntExact(ping.multipliedBy(UNANSWERED_PROBES + 1).toMillis()));
        } else {
            accepted.childOption(NioChannelOption.of(TCP_KEEPIDLE), seconds)
                    .childOption(NioChannelOption.of(TCP_KEEPINTERVAL), seconds)
                    .childOption(NioChannelOption.of(TCP_KEEPCOUNT), UNANSWERED_PROBES);
        }
    }

    SslContext newTls(TlsIdentity identity) {
        try {
            return SslContextBuilder.forServer(identity.key(), identity.chain())
                    .sslProvider(tls)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException(
                    "certificate and key: " + e.getMessage() + " (expected: a matching pair)", e);
        }
    }

    /// What an operator reads at start: a silent fall-back costs a third of the throughput.
    String describeIo() {
        return listener == EpollServerSocketChannel.class ? "epoll" : "nio";
    }

    String describeTls() {
        return tls == SslProvider.JDK ? "jsse" : OpenSsl.versionString();
    }
}
