package dev.sallyport.server.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Named lists of days: holidays, freezes, who is on duty. Policies ask with
/// `sallyport:Calendar/Europe/Berlin` which of them have the day that it is there.
public record Calendars(Map<String, Set<LocalDate>> days) {
    /// There are none.
    public static final Calendars NONE = new Calendars(Map.of());

    /// What a calendar may be called.
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    public Calendars {
        days =
                days.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /// The names of those that have this day, in order.
    List<String> with(LocalDate day) {
        return days.entrySet().stream()
                .filter(entry -> entry.getValue().contains(day))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
