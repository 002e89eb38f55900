package dev.sallyport.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/// Times as AWS sends them (epoch seconds), as programs want them (ISO 8601) and as people do.
public final class Times {
    private Times() {}

    /// ISO 8601 in whole seconds, or empty where there is no time.
    public static String iso(JsonNode epochSeconds) {
        return epochSeconds.isNumber() ? iso(instant(epochSeconds)) : "";
    }

    public static String iso(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// How long ago, in one unit: `12s`, `5m`, `3h`, `9d`.
    public static String ago(JsonNode epochSeconds, Instant now) {
        if (!epochSeconds.isNumber()) {
            return "";
        }
        Duration since = Duration.between(instant(epochSeconds), now);
        return since.isNegative() ? "now" : length(since);
    }

    public static String length(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + "d";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + "h";
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }

    public static Instant instant(JsonNode epochSeconds) {
        return Instant.ofEpochMilli(Math.round(epochSeconds.asDouble() * 1000));
    }
}
