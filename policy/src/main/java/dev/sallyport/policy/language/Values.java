package dev.sallyport.policy.language;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Typed values out of the texts of policies and requests. What cannot be read is absent.
public final class Values {
    // Bounded: a comparison must cost the same whatever the caller sends.
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final Pattern EPOCH = Pattern.compile("-?[0-9]{5,12}|[0-9]{1,3}|0");

    /// The forms of W3C's note on dates and times, which is what AWS says it takes.
    private static final Pattern DATE =
            Pattern.compile(
                    "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
                            + "(?:T([0-9]{2}:[0-9]{2})(:[0-9]{2}(?:\\.[0-9]{1,9})?)?"
                            + "(Z|[+-][0-9]{2}:?[0-9]{2}))?)?)?");

    private Values() {}

    public static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    public static Optional<Boolean> truth(String text) {
        if (text.equalsIgnoreCase("true")) {
            return Optional.of(true);
        }
        return text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
    }

    /// Four digits are a year; any other number is seconds since 1970.
    public static Optional<Instant> date(String text) {
        if (EPOCH.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(text, date));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text, Matcher date) {
        if (date.group(4) != null) {
            String zone = date.group(6);
            String colon =
                    zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
            return OffsetDateTime.parse(text.substring(0, text.length() - zone.length()) + colon)
                    .toInstant();
        }
        LocalDate day =
                date.group(3) != null
                        ? LocalDate.parse(text)
                        : date.group(2) != null
                                ? YearMonth.parse(text).atDay(1)
                                : LocalDate.of(Integer.parseInt(text), 1, 1);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
