package dev.sallyport.server.api;

import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.directory.LastUse;

/// Is told of every caller whose signature was proven. Must not block.
@FunctionalInterface
public interface Witness {
    void proven(Caller caller, LastUse use);
}
