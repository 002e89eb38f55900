package dev.sallyport.cli.command;

import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.shell.Screen;
import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// A session's output on the standard streams, byte for byte.
final class ShellScreen implements Screen {
    private final OutputStream out;
    private final PrintStream err;
    private final boolean raw;

    /// `raw` says that a terminal in raw mode shows our own lines.
    ShellScreen(World.Streams streams, boolean raw) {
        this.out = streams.rawOut();
        this.err = streams.err();
        this.raw = raw;
    }

    @Override
    public void show(Bytes output) throws IOException {
        out.write(output.toArray());
        out.flush();
    }

    @Override
    public void showError(Bytes output) throws IOException {
        byte[] bytes = output.toArray();
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    @Override
    public void note(String text) {
        String line = "[sallyport: " + Plain.text(text) + "]";
        // In raw mode a line feed alone only goes down.
        err.print(raw ? "\r\n" + line + "\r\n" : line + "\n");
        err.flush();
    }
}
