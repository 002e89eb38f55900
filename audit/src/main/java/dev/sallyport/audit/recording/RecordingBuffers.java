package dev.sallyport.audit.recording;

import java.nio.ByteBuffer;

/// The memory a writer works in. Writers that take turns on one thread share one: a recording that
/// rests then holds no buffer at all.
public final class RecordingBuffers {
    private static final int KEPT = 256 << 10;

    final ByteRun lines = new ByteRun(64 << 10);
    final ByteBuffer plain = ByteBuffer.allocateDirect(32 << 10);
    final ByteBuffer packed = ByteBuffer.allocateDirect(64 << 10);

    void clear() {
        lines.clear(KEPT);
        plain.clear();
        packed.clear();
    }
}
