package dev.sallyport.house.planted.server.other;

import dev.sallyport.house.planted.agent.Tool;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Does everything nobody may do.
@SuppressWarnings({
    "CatchAndPrintStackTrace", // planted
    "SystemOut", // planted
})
final class Clocks {
    List<Object> read(Optional<Tool> tool) {
        return List.of(
                Instant.now(),
                LocalDate.now(ZoneOffset.UTC),
                System.currentTimeMillis(),
                System.nanoTime(),
                Clock.systemUTC(),
                InstantSource.system(),
                Math.random(),
                new Random(),
                tool.get());
    }

    void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            e.printStackTrace();
            System.err.println(e.getMessage());
        }
    }
}
