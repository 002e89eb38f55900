package dev.sallyport.cli.command;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;

/// Where the output of one node's command goes.
interface ExecOutput {
    void out(Bytes bytes) throws IOException;

    void err(Bytes bytes) throws IOException;

    /// Everything has come.
    void end() throws IOException;
}
