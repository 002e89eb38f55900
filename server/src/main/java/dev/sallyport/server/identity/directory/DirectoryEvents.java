package dev.sallyport.server.identity.directory;

import java.util.List;

/// Is told of changes after they took effect, on the thread of whoever made them.
@FunctionalInterface
public interface DirectoryEvents {
    void changed(List<DirectoryEvent> events);
}
