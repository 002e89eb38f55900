package dev.sallyport.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/// Says that nothing more will be sent, and leaves the other direction open.
///
/// Closing with unread bytes in the kernel resets the connection, and the peer would never see what
/// we said last. So: say it, close this half, swallow what still comes for a moment, then hang up.
final class HalfClose {
    private HalfClose() {}

    static void of(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        ChannelFuture said = tls == null ? channel.newSucceededFuture() : tls.closeOutbound();
        Futures.ignore(
                said.addListener(_ -> Futures.ignore(((DuplexChannel) channel).shutdownOutput())));
    }
}
