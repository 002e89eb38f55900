package dev.sallyport.cli.command;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The output of one of several nodes, in whole lines behind its name.
final class PrefixedOutput implements ExecOutput {
    // A line without end must not fill the memory.
    private static final int LONGEST_LINE = 64 << 10;

    private final Lines out;
    private final Lines err;

    /// Lines of several nodes are written under one lock, the streams'.
    PrefixedOutput(World.Streams streams, Object lock, String outPrefix, String errPrefix) {
        out = new Lines(streams.rawOut(), lock, outPrefix);
        err = new Lines(streams.err(), lock, errPrefix);
    }

    @Override
    public void out(Bytes bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public void err(Bytes bytes) throws IOException {
        err.write(bytes);
    }

    @Override
    public void end() throws IOException {
        out.end();
        err.end();
    }

    private static final class Lines {
        private final OutputStream to;
        private final Object lock;
        private final byte[] prefix;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(OutputStream to, Object lock, String prefix) {
            this.to = to;
            this.lock = lock;
            this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        }

        void write(Bytes bytes) throws IOException {
            for (int i = 0; i < bytes.size(); i++) {
                line.write(bytes.at(i));
                if (bytes.at(i) == '\n' || line.size() >= LONGEST_LINE) {
                    flush();
                }
            }
        }

        void end() throws IOException {
            if (line.size() > 0) {
                line.write('\n');
                flush();
            }
        }

        private void flush() throws IOException {
            synchronized (lock) {
                to.write(prefix);
                line.writeTo(to);
                to.flush();
            }
            line.reset();
        }
    }
}
