package dev.sallyport.protocol.sigv4;

import java.time.Instant;
import java.time.LocalDateTime;
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

    private AmzTime() {}

    static String format(Instant instant) {
        return BASIC.format(instant.atOffset(ZoneOffset.UTC));
    }

    static String day(Instant instant) {
        return format(instant).substring(0, 8);
    }

    static Optional<Instant> parseBasic(String text) {
        // The length is checked because `uuuu` also reads years of more digits.
        if (text.length() != BASIC_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
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
