package dev.sallyport.server;

import dev.sallyport.server.config.Config;
import dev.sallyport.server.identity.AdminKey;

/// The one place that calls the constructors of services.
final class Wiring {
    private Wiring() {}

    static Running start(Config config) {
        throw new IllegalStateException("not wired yet: " + config.region());
    }

    static AdminKey replaceAdminKey(Config config) {
        throw new IllegalStateException("not wired yet: " + config.region());
    }
}
