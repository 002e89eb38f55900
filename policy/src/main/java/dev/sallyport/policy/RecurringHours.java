package dev.sallyport.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Our keys for hours that come again, which AWS's language lacks. They take AWS's own operators:
/// the zone stands in the key's name, as a tag's key does in `aws:ResourceTag/team`.
///
/// `sallyport:TimeOfDay/Europe/Berlin` is four digits, `0830`, to be compared as a number;
/// `sallyport:DayOfWeek/Europe/Berlin` is one of `Mon Tue Wed Thu Fri Sat Sun`. Without a zone they
/// are in UTC. In a zone nobody knows the keys are absent.
public final class RecurringHours {
    public static final String TIME_OF_DAY = "sallyport:TimeOfDay";
    public static final String DAY_OF_WEEK = "sallyport:DayOfWeek";

    private static final List<String> DAYS =
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    // The names of keys come in lower case, those of zones are not.
    private final Map<String, ZoneId> zones = new HashMap<>();

    public RecurringHours() {
        for (String id : ZoneId.getAvailableZoneIds()) {
            zones.put(id.toLowerCase(Locale.ROOT), ZoneId.of(id));
        }
    }

    /// The value of one of the two keys, for {@link ConditionKeys#values}.
    public List<String> values(String lowerCaseName, Instant now) {
        Optional<ZonedDateTime> time = local(lowerCaseName, TIME_OF_DAY, now);
        if (time.isPresent()) {
            ZonedDateTime at = time.orElseThrow();
            return List.of(String.format(Locale.ROOT, "%02d%02d", at.getHour(), at.getMinute()));
        }
        return local(lowerCaseName, DAY_OF_WEEK, now)
                .map(at -> List.of(DAYS.get(at.getDayOfWeek().getValue() - 1)))
                .orElse(List.of());
    }

    /// Whether a key is one of the two in a zone that does not exist.
    public boolean hasUnknownZone(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        boolean ours =
                lower.startsWith(lower(TIME_OF_DAY + "/"))
                        || lower.startsWith(lower(DAY_OF_WEEK + "/"));
        return ours && !zones.containsKey(lower.substring(lower.indexOf('/') + 1));
    }

    /// The time in the zone that a key of this kind has in its name; empty when the key is another
    /// or the zone unknown.
    ///
    /// @param name in lower case
    /// @param key the part before the zone (`sallyport:TimeOfDay`)
    public Optional<ZonedDateTime> local(String name, String key, Instant now) {
        String prefix = lower(key);
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = name.substring(prefix.length());
        if (rest.isEmpty()) {
            return Optional.of(now.atZone(ZoneOffset.UTC));
        }
        return rest.startsWith("/")
                ? Optional.ofNullable(zones.get(rest.substring(1))).map(now::atZone)
                : Optional.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
