package dev.sallyport.cli.shell;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;

/// Where a session's output goes.
public interface Screen {
    void show(Bytes output) throws IOException;

    void showError(Bytes output) throws IOException;

    /// The node's words for what its command returned: `EXIT_CODE: 3`.
    void showExitCode(Bytes words) throws IOException;

    /// A line of ours among the session's output.
    void note(String text);
}
