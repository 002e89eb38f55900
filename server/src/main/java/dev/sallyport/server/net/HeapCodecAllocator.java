package dev.sallyport.server.net;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;

/// Gives codecs plain arrays and sockets the usual direct buffers.
///
/// On JDK 24 and later Netty reaches direct memory without Unsafe, which makes unmasking websocket
/// payloads there its greatest cost; in an array the same loop is cheap.
final class HeapCodecAllocator extends AbstractByteBufAllocator {
    private static final ByteBufAllocator DIRECT = ByteBufAllocator.DEFAULT;

    HeapCodecAllocator() {
        super(false);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return new Plain(this, initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return DIRECT.directBuffer(initialCapacity, maxCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }

    /// A buffer whose array is its own: nobody else holds it, and no pool gets it back.
    static final class Plain extends UnpooledHeapByteBuf {
        private Plain(ByteBufAllocator allocator, int initialCapacity, int maxCapacity) {
            super(allocator, initialCapacity, maxCapacity);
        }
    }
}
