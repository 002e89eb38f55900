package dev.sallyport.policy.language;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
        if (isShortNumber(text)) {
            return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
        }
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /// What requests have: digits, and few of them.
    private static boolean isShortNumber(String text) {
        return !text.isEmpty() && text.length() <= 18 && areDigits(text, 0, text.length());
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    public static Optional<Boolean> truth(String text) {
        if (text.equalsIgnoreCase("true")) {
            return Optional.of(true);
        }
        return text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
    }

    /// Four digits are a year; any other number is seconds since 1970.
    public static Optional<Instant> date(String text) {
        if (isPlainSecond(text)) {
            return plainSecond(text);
        }
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

    /// `2026-03-02T10:00:00Z`, as requests have the time.
    private static boolean isPlainSecond(String text) {
        return text.length() == 20
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(19) == 'Z'
                && areDigits(text, 0, 4)
                && areDigits(text, 5, 7)
                && areDigits(text, 8, 10)
                && areDigits(text, 11, 13)
                && areDigits(text, 14, 16)
                && areDigits(text, 17, 19);
    }

    private static Optional<Instant> plainSecond(String text) {
        try {
            return Optional.of(
                    LocalDateTime.of(
                                    part(text, 0, 4),
                                    part(text, 5, 7),
                                    part(text, 8, 10),
                                    part(text, 11, 13),
                                    part(text, 14, 16),
                                    part(text, 17, 19))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int part(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
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
