package dev.sallyport.server.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.access.Calendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarDirectoryTest {
    private static final LocalDate CHRISTMAS = LocalDate.parse("2026-12-25");

    @TempDir private Path directory;

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void readsDaysAndDaysInARow() throws IOException {
        write(
                "holidays.txt",
                """
                # of the office in Berlin
                2026-12-25  Christmas

                2026-12-31..2027-01-02 # closed
                """);
        write("README.md", "no calendar");

        assertThat(new CalendarDirectory(directory).calendars().days())
                .isEqualTo(
                        Map.of(
                                "holidays",
                                Set.of(
                                        CHRISTMAS,
                                        LocalDate.parse("2026-12-31"),
                                        LocalDate.parse("2027-01-01"),
                                        LocalDate.parse("2027-01-02"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "Christmas",
                "2026-12-25..",
                "2026-12-25..2026-12-24",
                "2026-12-25..2027-01-01..2028-01-01",
                "2026-01-01..9999-01-01"
            })
    void namesTheLineItCannotRead(String line) throws IOException {
        write("holidays.txt", "# days\n" + line + "\n");

        assertThatThrownBy(() -> new CalendarDirectory(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holidays.txt, line 2: " + line);
    }

    @Test
    void takesUpAChange() throws IOException {
        CalendarDirectory calendars = new CalendarDirectory(directory);
        write("holidays.txt", "2026-12-25");

        calendars.refresh();

        assertThat(calendars.calendars().days()).containsEntry("holidays", Set.of(CHRISTMAS));
    }

    @Test
    void keepsWhatItHadWhenAFileIsFaulty() throws IOException {
        write("holidays.txt", "2026-12-25");
        CalendarDirectory calendars = new CalendarDirectory(directory);
        Calendars before = calendars.calendars();
        write("holidays.txt", "to be written");

        calendars.refresh();

        assertThat(calendars.calendars()).isEqualTo(before);
    }
}
