package dev.sallyport.agent.ssh;

/// Makes threads.
public interface Workers {
    /// For work that waits in Java.
    Thread light(String name, Runnable work);

    /// For work that waits in native code, where a virtual thread would hold its carrier.
    Thread heavy(String name, Runnable work);
}
