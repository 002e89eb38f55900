package dev.sallyport.server.relay;

import java.time.Duration;

/// Lengths of time in words a terminal's reader expects.
final class Spoken {
    private Spoken() {}

    static String of(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds % 3600 == 0) {
            return count(seconds / 3600, "hour");
        }
        if (seconds % 60 == 0) {
            return count(seconds / 60, "minute");
        }
        return count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
