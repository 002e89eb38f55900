package dev.sallyport.server;

import dev.sallyport.server.config.Config;
import dev.sallyport.server.identity.AdminKey;
import java.util.Optional;

/// The one place that calls the constructors of services.
final class Wiring {
    private Wiring() {}

    static Running start(Config config) {
        return Optional.<Running>empty()
                .orElseThrow(() -> new IllegalStateException(config.region()));
    }

    static AdminKey replaceAdminKey(Config config) {
        return Optional.<AdminKey>empty()
                .orElseThrow(() -> new IllegalStateException(config.region()));
    }
}
