package dev.sallyport.server.config;

import java.util.List;

/// What reading the settings came to.
public sealed interface ConfigOutcome {
    /// The server may start.
    record Valid(Config config) implements ConfigOutcome {}

    /// The server must not start; every fault is named.
    record Faulty(List<ConfigFault> faults) implements ConfigOutcome {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
