package dev.sallyport.cli.play;

import java.time.Duration;

/// How fast a recording is shown: sped up, and with long rests cut short.
///
/// @param speed 2 is twice as fast
/// @param idleLimit the longest rest, before speeding up
public record Pace(double speed, Duration idleLimit) {
    public static final Pace AS_IT_WAS = new Pace(1, Duration.ofDays(365));

    /// How long to wait between two events that lie this far apart.
    Duration rest(Duration between) {
        if (between.isNegative()) {
            return Duration.ZERO;
        }
        Duration shorter = between.compareTo(idleLimit) > 0 ? idleLimit : between;
        return Duration.ofNanos((long) (shorter.toNanos() / speed));
    }
}
