package dev.sallyport.cli.command;

import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.shell.Screen;
import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// A session's output on the standard streams, byte for byte.
final class ShellScreen implements Screen {
    private final OutputStream out;
    private final PrintStream err;
    private boolean raw;
    private boolean bare;

    ShellScreen(World.Streams streams) {
        this.out = streams.rawOut();
        this.err = streams.err();
    }

    /// A terminal in raw mode shows what comes now. `withoutTerminal` says that the node's command
    /// has no terminal that would put a carriage return at its lines' ends.
    void enterRawMode(boolean withoutTerminal) {
        raw = true;
        bare = withoutTerminal;
    }

    @Override
    public void show(Bytes output) throws IOException {
        out.write(lines(output));
        out.flush();
    }

    @Override
    public void showError(Bytes output) throws IOException {
        byte[] bytes = lines(output);
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    @Override
    public void showExitCode(Bytes words) throws IOException {
        // It becomes the program's own.
    }

    @Override
    public void note(String text) {
        String line = "[sallyport: " + Plain.text(text) + "]";
        // In raw mode a line feed alone only goes down.
        err.print(raw ? "\r\n" + line + "\r\n" : line + "\n");
        err.flush();
    }

    private byte[] lines(Bytes output) {
        byte[] bytes = output.toArray();
        if (!bare) {
            return bytes;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(bytes.length + 16);
        for (byte b : bytes) {
            if (b == '\n') {
                lines.write('\r');
            }
            lines.write(b);
        }
        return lines.toByteArray();
    }
}
