package dev.sallyport.cli.channel;

import java.time.Duration;

/// How often and how long. The usual values are for people; tests are less patient.
///
/// @param ping between two pings
/// @param silence without any sign of life, after which a socket counts as lost
/// @param firstPatience for the first connection
/// @param patience for a lost connection to come back; a server keeps a session for ten minutes
///   unless it is told otherwise, and says so when it is over
/// @param quiet how long a loss is kept from the user, since most end at once
/// @param farewell for the service to confirm an end the user asked for
public record Timing(
        Duration ping,
        Duration silence,
        Duration firstPatience,
        Duration patience,
        Duration quiet,
        Duration farewell) {
    public static final Timing USUAL =
            new Timing(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(45),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5));
}
