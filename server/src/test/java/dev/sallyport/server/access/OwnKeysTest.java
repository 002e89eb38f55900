package dev.sallyport.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnKeysTest {
    private static final LocalDate CHRISTMAS = LocalDate.parse("2026-12-25");
    private static final Calendars CALENDARS =
            new Calendars(
                    Map.of(
                            "holidays", Set.of(CHRISTMAS),
                            "freeze", Set.of(CHRISTMAS, CHRISTMAS.plusDays(1))));

    private final OwnKeys keys = new OwnKeys(() -> CALENDARS);

    @Test
    void tellsWhichCalendarsHaveTheDay() {
        Instant noon = Instant.parse("2026-12-25T12:00:00Z");

        assertThat(keys.values("sallyport:calendar", noon))
                .isEqualTo(List.of("freeze", "holidays"));
        assertThat(keys.values("sallyport:calendar", noon.plusSeconds(86_400)))
                .isEqualTo(List.of("freeze"));
        assertThat(keys.values("sallyport:calendar", noon.minusSeconds(86_400))).isEmpty();
    }

    @Test
    void takesTheDayThatItIsThere() {
        Instant late = Instant.parse("2026-12-24T23:30:00Z");

        assertThat(keys.values("sallyport:calendar", late)).isEmpty();
        assertThat(keys.values("sallyport:calendar/europe/berlin", late))
                .isEqualTo(List.of("freeze", "holidays"));
    }

    @Test
    void knowsNoDayWhereThereIsNoPlace() {
        assertThat(keys.values("sallyport:calendar/mars", Instant.parse("2026-12-25T12:00:00Z")))
                .isEmpty();
    }

    @Test
    void knowsTheTimeOfDay() {
        assertThat(keys.values("sallyport:timeofday", Instant.parse("2026-12-25T09:30:00Z")))
                .isEqualTo(List.of("0930"));
    }
}
