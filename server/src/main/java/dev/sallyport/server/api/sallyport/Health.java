package dev.sallyport.server.api.sallyport;

import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.net.HttpResponse;
import java.util.function.BooleanSupplier;

/// `/healthz`: the process answers. `/readyz`: it can also reach what it needs.
public final class Health {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final BooleanSupplier ready;

    /// @param ready may block for a moment
    public Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    public void register(PathRoutes.Builder routes) {
        routes.open("GET", "/healthz", (_, _, _) -> HttpResponse.text(OK, "ok\n"));
        routes.open("GET", "/readyz", (_, _, _) -> answer());
    }

    private HttpResponse answer() {
        return ready.getAsBoolean()
                ? HttpResponse.text(OK, "ready\n")
                : HttpResponse.text(UNAVAILABLE, "not ready\n");
    }
}
