package dev.sallyport.cli.shell;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;

/// Where a session's output goes.
public interface Screen {
    void show(Bytes output) throws IOException;

    void showError(Bytes output) throws IOException;

    /// A line of ours among the session's output.
    void note(String text);
}
