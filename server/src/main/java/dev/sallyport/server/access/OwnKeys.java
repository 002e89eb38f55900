package dev.sallyport.server.access;

import dev.sallyport.policy.RecurringHours;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// The condition keys AWS does not have: hours that come again, and calendars. Safe for use by many
/// threads.
final class OwnKeys {
    static final String PREFIX = "sallyport:";
    private static final String CALENDAR = "sallyport:Calendar";

    private final RecurringHours hours = new RecurringHours();
    private final Supplier<Calendars> calendars;

    OwnKeys(Supplier<Calendars> calendars) {
        this.calendars = calendars;
    }

    /// @param name in lower case
    List<String> values(String name, Instant at) {
        return hours.local(name, CALENDAR, at)
                .map(there -> calendars.get().with(there.toLocalDate()))
                .orElseGet(() -> hours.values(name, at));
    }
}
