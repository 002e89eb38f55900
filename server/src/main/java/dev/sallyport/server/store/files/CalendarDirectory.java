package dev.sallyport.server.store.files;

import dev.sallyport.server.access.Calendars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calendars as files: `holidays.txt` is the calendar `holidays`. A line is a day (`2026-12-25`) or
/// days in a row (`2026-12-24..2026-12-31`), with any words behind it; `#` begins a remark.
///
/// Read anew while the server runs; a file that cannot be read leaves all calendars as they were,
/// for a policy that denies on holidays must not be opened by a slip of the pen.
public final class CalendarDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarDirectory.class);
    private static final String ENDING = ".txt";
    // Ten years: more is a slip.
    private static final long LONGEST = 3660;

    private final Path directory;
    private volatile Calendars calendars;

    /// Throws {@link IllegalStateException} with the file, the line and what was expected there.
    public CalendarDirectory(Path directory) {
        this.directory = directory;
        this.calendars = read();
    }

    public Calendars calendars() {
        return calendars;
    }

    /// To be called about once a minute.
    public void refresh() {
        try {
            calendars = read();
        } catch (IllegalStateException | UncheckedIOException e) {
            LOG.atError().setCause(e).log("calendars stay as they were");
        }
    }

    private Calendars read() {
        Map<String, Set<LocalDate>> all = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                name = name.substring(0, name.length() - ENDING.length());
                if (!Calendars.NAME.matcher(name).matches()) {
                    throw new IllegalStateException(
                            file + ": (expected: a name of letters, digits, _ . -)");
                }
                all.put(name, days(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("access.calendars: " + directory, e);
        }
        return new Calendars(all);
    }

    private static Set<LocalDate> days(Path file) throws IOException {
        Set<LocalDate> days = new HashSet<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty() && !add(days, line.split("\\s+", 2)[0])) {
                throw new IllegalStateException(
                        "%s, line %d: %s (expected: 2026-12-25 or 2026-12-24..2026-12-31)"
                                .formatted(file, i + 1, line));
            }
        }
        return days;
    }

    private static boolean add(Set<LocalDate> days, String text) {
        String[] ends = text.split("\\.\\.", -1);
        if (ends.length > 2) {
            return false;
        }
        try {
            LocalDate first = LocalDate.parse(ends[0]);
            LocalDate last = LocalDate.parse(ends[ends.length - 1]);
            if (last.isBefore(first) || first.plusDays(LONGEST).isBefore(last)) {
                return false;
            }
            first.datesUntil(last.plusDays(1)).forEach(days::add);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
