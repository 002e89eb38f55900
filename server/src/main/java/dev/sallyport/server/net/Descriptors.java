package dev.sallyport.server.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// File descriptors: a connection takes one, and the system gives a process only so many.
final class Descriptors {
    private static final Logger LOG = LoggerFactory.getLogger(Descriptors.class);
    // For the database, recordings, jars and listeners.
    private static final long RESERVED = 512;

    private Descriptors() {}

    /// As many of the wanted connections as this process can hold.
    static int cut(int wanted) {
        if (!(ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system)) {
            return wanted;
        }
        long most = Math.max(RESERVED, system.getMaxFileDescriptorCount() - RESERVED);
        if (most >= wanted) {
            return wanted;
        }
        LOG.atInfo().addKeyValue("connections", most).log("limited by open files (ulimit -n)");
        return (int) most;
    }
}
