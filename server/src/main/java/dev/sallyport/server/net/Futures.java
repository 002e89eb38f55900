package dev.sallyport.server.net;

import java.util.concurrent.Future;

/// Says that nobody waits for something, where the compiler would suspect forgetfulness.
final class Futures {
    private Futures() {}

    /// A write that fails has closed its channel, and that is where failure is dealt with.
    static void ignore(Future<?> future) {
        assert future != null;
    }
}
