package dev.sallyport.house.planted.server;

import java.time.Instant;

/// Does what only a Main may do: nothing here is a fault.
final class Main {
    private final Wiring wiring = new Wiring();

    Instant start() {
        System.out.println(wiring.hashCode());
        return Instant.now();
    }
}
