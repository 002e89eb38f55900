package dev.sallyport.cli.command;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The output of one node, kept for a JSON document. Of much output only the beginning is kept.
final class KeptOutput implements ExecOutput {
    static final int LIMIT = 4 << 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean truncated;

    @Override
    public void out(Bytes bytes) {
        keep(out, bytes);
    }

    @Override
    public void err(Bytes bytes) {
        keep(err, bytes);
    }

    @Override
    public void end() {
        // Nothing is held back.
    }

    private void keep(ByteArrayOutputStream kept, Bytes bytes) {
        int taken = Math.min(bytes.size(), LIMIT - kept.size());
        kept.writeBytes(bytes.slice(0, taken).toArray());
        truncated |= taken < bytes.size();
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    boolean isTruncated() {
        return truncated;
    }
}
