package dev.sallyport.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives each accepted connection a place and the handlers it begins with.
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final Shared shared;
    private final ChannelGroup everyone;
    private final @Nullable SslContext tls;

    private ConnectionInitializer(Shared shared, ChannelGroup everyone, @Nullable SslContext tls) {
        this.shared = shared;
        this.everyone = everyone;
        this.tls = tls;
    }

    static ConnectionInitializer plain(Shared shared, ChannelGroup everyone) {
        return new ConnectionInitializer(shared, everyone, null);
    }

    static ConnectionInitializer secured(Shared shared, ChannelGroup everyone, SslContext tls) {
        return new ConnectionInitializer(shared, everyone, tls);
    }

    @Override
    protected void initChannel(Channel channel) {
        // The peer may be gone before we come to look at it.
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            Futures.ignore(channel.close());
            return;
        }
        shared.admission()
                .arrive(remote.getAddress(), () -> Futures.ignore(channel.close()))
                .ifPresentOrElse(
                        guest -> admit(channel, guest), () -> Futures.ignore(channel.close()));
    }

    private void admit(Channel channel, Admission.Guest guest) {
        Futures.ignore(channel.closeFuture().addListener(_ -> shared.admission().leave(guest)));
        everyone.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            pipeline.addLast(newTls(tls, channel));
        }
        HttpConnection http = new HttpConnection(shared, guest, channel, tls != null);
        pipeline.addLast(new ByteMeter(http::bytesArrived));
        pipeline.addLast(new StrictRequestDecoder());
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast(new HttpResponseEncoder());
        pipeline.addLast(http);
    }

    private SslHandler newTls(SslContext context, Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc());
        long patience = shared.limits().deadlines().stranger().toMillis();
        handler.setHandshakeTimeout(patience, TimeUnit.MILLISECONDS);
        return handler;
    }

    /// Takes out what only HTTP needs, when the connection becomes a websocket.
    static void removeHttp(ChannelPipeline pipeline) {
        pipeline.remove(HttpConnection.class);
        pipeline.remove(StrictRequestDecoder.class);
        pipeline.remove(FlowControlHandler.class);
        pipeline.remove(HttpResponseEncoder.class);
    }
}
