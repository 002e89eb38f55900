package dev.sallyport.server.access;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Condition keys for hours that come again every day or week, which AWS's language cannot say.
///
/// `sallyport:LocalTime/Europe/Berlin` is the wall clock there as a number, `0930` at half past
/// nine: compare it with the Numeric operators. `sallyport:DayOfWeek/Europe/Berlin` is `Mon` to
/// `Sun`. Without a zone both mean UTC. A zone that does not exist has no time: such a key is
/// absent.
final class LocalTimes {
    private static final String TIME = "sallyport:localtime";
    private static final String DAY = "sallyport:dayofweek";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.US);
    private static final Map<String, ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    id -> id.toLowerCase(Locale.ROOT), ZoneId::of, (a, _) -> a));

    private LocalTimes() {}

    /// @param name in lower case
    static List<String> values(String name, Instant at) {
        if (name.startsWith(TIME)) {
            return format(name.substring(TIME.length()), at, CLOCK);
        }
        return name.startsWith(DAY) ? format(name.substring(DAY.length()), at, WEEKDAY) : List.of();
    }

    private static List<String> format(String place, Instant at, DateTimeFormatter form) {
        return zone(place)
                .map(zone -> List.of(form.format(ZonedDateTime.ofInstant(at, zone))))
                .orElse(List.of());
    }

    private static Optional<ZoneId> zone(String place) {
        if (place.isEmpty()) {
            return Optional.of(ZoneOffset.UTC);
        }
        return place.startsWith("/")
                ? Optional.ofNullable(ZONES.get(place.substring(1)))
                : Optional.empty();
    }
}
