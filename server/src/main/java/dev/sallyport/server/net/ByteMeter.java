package dev.sallyport.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.IntConsumer;

/// Sees how many bytes come in before anything is made of them, so that a trickle that never
/// becomes a message is noticed.
final class ByteMeter extends ChannelInboundHandlerAdapter {
    private IntConsumer reader;

    ByteMeter(IntConsumer reader) {
        this.reader = reader;
    }

    void reportTo(IntConsumer other) {
        reader = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            reader.accept(bytes.readableBytes());
        }
        context.fireChannelRead(message);
    }
}
