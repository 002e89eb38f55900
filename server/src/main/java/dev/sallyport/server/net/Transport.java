package dev.sallyport.server.net;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import javax.net.ssl.SSLException;

/// The engine room: what moves bytes and what does TLS. Native where the machine can, Java's own
/// everywhere else; both speak the same.
record Transport(IoHandlerFactory io, Class<? extends ServerChannel> listener, SslProvider tls) {

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
