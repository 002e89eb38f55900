package dev.sallyport.cli.command;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;

/// The output of the only node, byte for byte.
final class RawOutput implements ExecOutput {
    private final World.Streams streams;

    RawOutput(World.Streams streams) {
        this.streams = streams;
    }

    @Override
    public void out(Bytes bytes) throws IOException {
        streams.rawOut().write(bytes.toArray());
        streams.rawOut().flush();
    }

    @Override
    public void err(Bytes bytes) {
        byte[] array = bytes.toArray();
        streams.err().write(array, 0, array.length);
        streams.err().flush();
    }

    @Override
    public void end() {
        // Nothing is held back.
    }
}
