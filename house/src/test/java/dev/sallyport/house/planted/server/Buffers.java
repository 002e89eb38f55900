package dev.sallyport.house.planted.server;

import io.netty.buffer.ByteBuf;

/// A root room that handles buffers.
record Buffers(ByteBuf buffer) {}
