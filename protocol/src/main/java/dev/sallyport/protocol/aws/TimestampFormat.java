package dev.sallyport.protocol.aws;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The three ways AWS writes a moment.
public enum TimestampFormat {
    EPOCH_SECONDS,
    ISO_8601,
    HTTP_DATE;

    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");

    /// No wire value may lie outside: the year 1 to 9999.
    private static final BigDecimal EARLIEST = BigDecimal.valueOf(-62_135_596_800L);

    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

    static TimestampFormat parse(String name) {
        return switch (name) {
            case "unixTimestamp" -> EPOCH_SECONDS;
            case "iso8601" -> ISO_8601;
            case "rfc822" -> HTTP_DATE;
            default ->
                    throw new IllegalArgumentException(
                            "timestampFormat: "
                                    + name
                                    + " (expected: unixTimestamp, iso8601 or rfc822)");
        };
    }

    /// Milliseconds at most: AWS sends no finer, and some clients read no finer.
    String format(Instant moment) {
        Instant millis = Instant.ofEpochMilli(moment.toEpochMilli());
        return switch (this) {
            case EPOCH_SECONDS -> epochSeconds(millis).toPlainString();
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(millis);
            case HTTP_DATE -> HTTP.format(millis);
        };
    }

    static BigDecimal epochSeconds(Instant moment) {
        BigDecimal seconds = BigDecimal.valueOf(moment.toEpochMilli(), 3);
        BigDecimal bare = seconds.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    static Optional<Instant> ofEpochSeconds(BigDecimal seconds) {
        if (seconds.compareTo(EARLIEST) < 0 || seconds.compareTo(LATEST) > 0) {
            return Optional.empty();
        }
        BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.DOWN);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
    }

    /// Reads any of the three, whichever was asked for: clients differ, and no text fits two.
    static Optional<Instant> read(String text) {
        if (text.length() > 64) {
            return Optional.empty();
        }
        return plainNumber(text)
                .or(() -> parsed(DateTimeFormatter.ISO_OFFSET_DATE_TIME, text))
                .or(() -> parsed(HTTP, text));
    }

    private static Optional<Instant> parsed(DateTimeFormatter format, String text) {
        try {
            return Optional.of(format.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    // Without an exponent: 1E999999999 is short to write and long to expand.
    private static Optional<Instant> plainNumber(String text) {
        return PLAIN.matcher(text).matches()
                ? ofEpochSeconds(new BigDecimal(text))
                : Optional.empty();
    }
}
