package dev.sallyport.agent.session;

import dev.sallyport.agent.ssh.Workers;

/// Makes the threads of sessions. None of them keeps the program alive.
public final class SessionThreads implements Workers {
    /// Enough for a read, a frame and a hash.
    private static final long STACK = 256 * 1024;

    /// For work that waits in Java.
    @Override
    public Thread light(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(work);
    }

    /// For work that waits in native code, where a virtual thread would hold its carrier.
    @Override
    public Thread heavy(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).stackSize(STACK).start(work);
    }
}
