package dev.sallyport.agent.files;

import java.io.IOException;
import java.security.SecureRandom;

/// Where the copying process begins.
public final class Main {
    private Main() {}

    /// No arguments: everybody on the machine could read them.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CopyProcess.run(new SecureRandom());
    }
}
