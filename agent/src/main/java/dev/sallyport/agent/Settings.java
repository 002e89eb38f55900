package dev.sallyport.agent;

import dev.sallyport.agent.keys.KeyRule;
import dev.sallyport.protocol.forward.AddressRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How an agent runs: who it is, and what its administrator allows.
record Settings(
        Registration registration,
        boolean sudo,
        int maxSessions,
        Optional<Path> readyFile,
        List<KeyRule> keyRules,
        List<AddressRange> noForwardTo) {
    static final int MAX_SESSIONS = 1000;

    Settings {
        keyRules = List.copyOf(keyRules);
        noForwardTo = List.copyOf(noForwardTo);
        if (maxSessions < 1 || maxSessions > MAX_SESSIONS) {
            throw new IllegalArgumentException(
                    "max-sessions: " + maxSessions + " (expected: 1-" + MAX_SESSIONS + ")");
        }
    }
}
