package dev.sallyport.protocol.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// The time forms of signed requests: `20150830T123600Z`, and in a `Date` header also RFC 1123.
final class AmzTime {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final int BASIC_LENGTH = 16;
    private static final long SECONDS_A_DAY = 86_400;

    private AmzTime() {}

    static String format(Instant instant) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return BASIC.format(instant.atOffset(ZoneOffset.UTC));
        }
        // By hand, for it is done for every request, and a formatter costs as much as the HMAC.
        StringBuilder text = day(time).append('T');
        two(text, time.getHour());
        two(text, time.getMinute());
        two(text, time.getSecond());
        return text.append('Z').toString();
    }

    static String day(Instant instant) {
        return format(instant).substring(0, 8);
    }

    private static StringBuilder day(LocalDateTime time) {
        StringBuilder text = new StringBuilder(BASIC_LENGTH);
        two(text, time.getYear() / 100);
        two(text, time.getYear() % 100);
        two(text, time.getMonthValue());
        two(text, time.getDayOfMonth());
        return text;
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    static Optional<Instant> parseBasic(String text) {
        // The length is checked because `uuuu` also reads years of more digits.
        if (text.length() != BASIC_LENGTH) {
            return Optional.empty();
        }
        if (text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return Optional.empty();
        }
        int day = digits(text, 0, 8);
        int time = digits(text, 9, 15);
        if (day < 0 || time < 0) {
            return Optional.empty();
        }
        try {
            long days = LocalDate.of(day / 10_000, day / 100 % 100, day % 100).toEpochDay();
            int seconds = LocalTime.of(time / 10_000, time / 100 % 100, time % 100).toSecondOfDay();
            return Optional.of(Instant.ofEpochSecond(days * SECONDS_A_DAY + seconds));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// -1 when one of them is no digit.
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    static Optional<Instant> parseDateHeader(String text) {
        Optional<Instant> basic = parseBasic(text);
        if (basic.isPresent()) {
            return basic;
        }
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
