package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurringHoursTest {
    private final RecurringHours hours = new RecurringHours();

    @ParameterizedTest
    @CsvSource({
        "sallyport:timeofday, 2026-03-02T10:05:59Z, 1005",
        "sallyport:timeofday/europe/berlin, 2026-03-02T10:05:00Z, 1105",
        "sallyport:timeofday/europe/berlin, 2026-07-02T10:05:00Z, 1205",
        "sallyport:timeofday/asia/kolkata, 2026-03-02T19:00:00Z, 0030",
        "sallyport:timeofday/utc, 2026-03-02T00:00:00Z, 0000",
        "sallyport:dayofweek, 2026-03-02T23:59:59Z, Mon",
        "sallyport:dayofweek/asia/tokyo, 2026-03-02T23:59:59Z, Tue",
        "sallyport:dayofweek/america/new_york, 2026-03-02T02:00:00Z, Sun"
    })
    void tellsTheLocalTime(String key, Instant now, String value) {
        assertThat(hours.values(key, now)).isEqualTo(List.of(value));
    }

    @ParameterizedTest
    @CsvSource({
        "sallyport:timeofday/europe/berlni",
        "sallyport:timeofday/",
        "sallyport:timeofdayish",
        "sallyport:timezone",
        "aws:currenttime"
    })
    void knowsNoOtherKey(String key) {
        assertThat(hours.values(key, Instant.EPOCH)).isEmpty();
    }

    @Test
    void tellsAWrongZoneFromAnotherKey() {
        assertThat(hours.hasUnknownZone("sallyport:TimeOfDay/Europe/Berlni")).isTrue();
        assertThat(hours.hasUnknownZone("sallyport:TimeOfDay/Europe/Berlin")).isFalse();
        assertThat(hours.hasUnknownZone("sallyport:TimeOfDay")).isFalse();
        assertThat(hours.hasUnknownZone("aws:ResourceTag/Europe/Berlni")).isFalse();
    }
}
