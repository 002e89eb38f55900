package dev.sallyport.server.identity.directory;

import java.util.Map;

/// Where times of last use are kept, by the id of the key or role.
public interface LastUseStore {
    Map<String, LastUse> all();

    void put(Map<String, LastUse> uses);
}
